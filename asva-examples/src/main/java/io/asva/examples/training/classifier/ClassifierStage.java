package io.asva.examples.training.classifier;

import io.asva.core.config.Strictness;
import io.asva.core.config.YamlConfig;
import io.asva.core.layout.ModelsLayout;
import io.asva.core.runtime.Device;
import io.asva.examples.training.plan.DemoStage;
import io.asva.examples.training.run.DemoFolder;
import io.asva.examples.training.run.NetworkFolder;
import io.asva.examples.training.run.StageRun;
import io.asva.media.MediaLimits;
import io.asva.sync.training.SyncTraining;
import io.asva.sync.training.SyncTrainingConfig;
import io.asva.training.TrainingResult;
import java.nio.file.Path;

/**
 * Trains the synchrony classifier, as any user would: on small images, then on large ones.
 *
 * <p>Immutable; a folder takes one run at a time.
 */
public final class ClassifierStage {

  private final StageRun run;

  /** The stage of a run. */
  public ClassifierStage(StageRun run) {
    this.run = run;
  }

  /** Whether what it makes is there, whole. */
  public static boolean isDone(DemoFolder folder) {
    return isWhole(folder.classifier());
  }

  private static boolean isWhole(Path folder) {
    return ModelsLayout.CLASSIFIER.stream()
        .allMatch(part -> NetworkFolder.isWhole(folder.resolve(part)));
  }

  /** Trains; false if it was stopped before the end. */
  public boolean run() {
    DemoFolder folder = run.folder();
    return train(run.plan().classifier(), folder.start(DemoStage.CLASSIFIER))
        && train(run.plan().largeClassifier(), folder.classifier());
  }

  private boolean train(String yaml, Path finished) {
    if (isWhole(finished)) {
      return true;
    }
    SyncTrainingConfig config =
        SyncTrainingConfig.of(
            YamlConfig.parse(yaml, "the classifier's configuration"),
            run.folder().root(),
            Strictness.FAIL,
            Device.cpu(),
            MediaLimits.DEFAULT);
    try (SyncTraining training = SyncTraining.open(config)) {
      TrainingResult result = training.trainer(yaml, run.listener()).run(run.monitor());
      if (result.end() != TrainingResult.End.FINISHED) {
        return false;
      }
      NetworkFolder.take(
          ModelsLayout.modules(result.checkpoint()), ModelsLayout.CLASSIFIER, finished);
      return true;
    }
  }
}
