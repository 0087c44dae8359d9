package io.asva.examples.training;

import io.asva.core.config.Strictness;
import io.asva.core.config.YamlConfig;
import io.asva.core.runtime.Device;
import io.asva.core.training.TrainingResult;
import io.asva.core.weights.Weights;
import io.asva.diffusion.training.AnimationTraining;
import io.asva.diffusion.training.AnimationTrainingConfig;
import java.nio.file.Files;
import java.nio.file.Path;

/** Trains the denoiser on clips, as any user would. */
final class ClipsStage {
  private final StageRun run;
  private final String yaml;
  private final AnimationTrainingConfig config;

  ClipsStage(StageRun run) {
    this.run = run;
    this.yaml = run.plan().clips();
    this.config =
        AnimationTrainingConfig.of(
            YamlConfig.parse(yaml, "clips.yaml"), run.folder().root(), Strictness.FAIL);
  }

  /** Trains; false if it was stopped before the end. */
  boolean run() {
    Path finished = run.folder().unet(config.optimizer().steps());
    if (Files.exists(finished.resolve("config.json"))) {
      return true;
    }
    TextEncodings.write(run);
    TrainingResult result;
    try (AnimationTraining training = AnimationTraining.open(config, Device.cpu())) {
      result = training.trainer(yaml, run.listener()).run(run.cancellation());
    }
    if (result.end() != TrainingResult.End.FINISHED) {
      return false;
    }
    Path modules = result.checkpoint().resolve("modules/unet");
    NetworkFolder.write(
        finished,
        Settings.read(modules.resolve("config.json")),
        Weights.openFolder(modules, DemoFolder.WEIGHTS));
    return true;
  }
}
