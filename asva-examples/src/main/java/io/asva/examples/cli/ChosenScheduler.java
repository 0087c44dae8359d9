package io.asva.examples.cli;

import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.scheduler.Scheduler;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.Schedulers;
import java.nio.file.Files;

/** A scheduler by name, with the noise schedule of the model. */
final class ChosenScheduler {
  private ChosenScheduler() {}

  static Scheduler of(String name, ModelFolder folder) {
    return Schedulers.named(
        name,
        Files.exists(folder.scheduler())
            ? SchedulerConfig.read(folder.scheduler())
            : SchedulerConfig.stableDiffusion());
  }
}
