package io.asva.examples.training.run;

import io.asva.core.ProgressMonitor;
import io.asva.core.layout.ModelsLayout;
import io.asva.examples.training.plan.DemoPlan;
import io.asva.examples.training.plan.DemoStage;
import io.asva.examples.training.plan.StagePlan;
import io.asva.training.DataOptions;
import io.asva.training.EpochEnd;
import io.asva.training.Trainer;
import io.asva.training.TrainingListener;
import io.asva.training.TrainingResult;
import io.asva.training.TrainingTask;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The arguments of all stages. Immutable; a folder takes one run at a time.
 *
 * @param plan what is made
 * @param folder where
 * @param monitor stops it, and is told of the progress of work that is no training
 * @param listener is told how training goes
 */
public record StageRun(
    DemoPlan plan, DemoFolder folder, ProgressMonitor monitor, TrainingListener listener) {
  private static final int LOADERS = 1;
  private static final int AHEAD = 4;

  /**
   * Trains, from the last checkpoint on if there is one.
   *
   * @param stage whose folder it is
   * @param task what is trained; its caller closes it
   * @param how for how long, and how fast
   * @return the networks' folder in the last checkpoint; none if it was stopped before the end
   */
  public <E> Optional<Path> train(DemoStage stage, TrainingTask<E> task, StagePlan how) {
    TrainingResult result =
        Trainer.builder(task, folder.run(stage), how.steps())
            .seed(plan.seed())
            .optimization(how.optimization())
            .data(
                DataOptions.of(how.batch())
                    .withThreads(LOADERS, AHEAD)
                    .withEpochEnd(EpochEnd.RUN_ON))
            .schedule(how.schedule())
            .threads(plan.threads())
            .configuration("# " + stage.key() + ": " + how + "\n")
            .listener(listener)
            .build()
            .run(monitor);
    return result.end() == TrainingResult.End.FINISHED
        ? Optional.of(ModelsLayout.modules(result.checkpoint()))
        : Optional.empty();
  }
}
