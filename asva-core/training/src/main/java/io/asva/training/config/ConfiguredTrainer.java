package io.asva.training.config;

import io.asva.training.CheckpointOptions;
import io.asva.training.Schedule;
import io.asva.training.Trainer;
import io.asva.training.TrainingListener;
import io.asva.training.TrainingTask;

/** A trainer as the sections say that all training files share. */
public final class ConfiguredTrainer {
  private ConfiguredTrainer() {}

  /**
   * A trainer into the run's folder.
   *
   * @param task what is trained; it must stay open while the trainer runs
   * @param schedule when things happen
   * @param checkpoints what happens to a checkpoint of other settings, and when one can't be
   *     written; the start is the file's
   * @param yaml the text of the configuration, which is kept beside the checkpoints
   * @param listener is told how it goes
   */
  public static <E> Trainer<E> of(
      TrainingTask<E> task,
      RunConfig run,
      LoadingConfig loading,
      OptimizerConfig optimizer,
      Schedule schedule,
      CheckpointOptions checkpoints,
      String yaml,
      TrainingListener listener) {
    Trainer.Builder<E> builder = Trainer.builder(task, run.outputDir(), optimizer.steps());
    optimizer.threads().ifPresent(builder::threads);
    return builder
        .seed(run.seed())
        .optimization(optimizer.optimization())
        .schedule(schedule)
        .data(loading.data())
        .checkpoints(checkpoints.with(optimizer.resume()))
        .configuration(yaml)
        .listener(listener)
        .build();
  }
}
