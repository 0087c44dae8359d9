package io.asva.examples.training.classifier;

import io.asva.core.config.Strictness;
import io.asva.core.config.YamlConfig;
import io.asva.core.layout.ModelsLayout;
import io.asva.core.runtime.Device;
import io.asva.examples.drawn.ClipLabels;
import io.asva.examples.training.plan.DemoStage;
import io.asva.examples.training.run.DemoFolder;
import io.asva.examples.training.run.NetworkFolder;
import io.asva.examples.training.run.StageRun;
import io.asva.media.MediaLimits;
import io.asva.sync.training.SyncTrainingConfig;
import io.asva.training.CheckpointOptions;
import io.asva.training.TrainingResult;
import io.asva.training.config.ConfiguredTrainer;
import java.nio.file.Path;
import java.util.List;

/**
 * Trains what the classifier starts from.
 *
 * <p>Immutable; a folder takes one run at a time.
 */
public final class ClassifierPretextStage {
  private static final List<String> PARTS = ModelsLayout.CLASSIFIER.subList(0, 2);

  private final StageRun run;
  private final String yaml;

  /** The stage of a run. */
  public ClassifierPretextStage(StageRun run) {
    this.run = run;
    this.yaml = run.plan().classifierPretext();
  }

  /** Whether what it makes is there, whole. */
  public static boolean isDone(DemoFolder folder) {
    Path start = folder.start(DemoStage.CLASSIFIER_PRETEXT);
    return PARTS.stream().allMatch(part -> NetworkFolder.isWhole(start.resolve(part)));
  }

  /** Trains; false if it was stopped before the end. */
  public boolean run() {
    SyncTrainingConfig config =
        SyncTrainingConfig.of(
            YamlConfig.parse(yaml, "classifier-pretext.yaml"),
            run.folder().root(),
            Strictness.FAIL,
            Device.cpu(),
            MediaLimits.DEFAULT);
    try (ClassifierPretextTask task =
        new ClassifierPretextTask(config, ClipLabels.read(run.folder().labels()))) {
      TrainingResult result =
          ConfiguredTrainer.of(
                  task,
                  config.run(),
                  config.loading(),
                  config.optimizer(),
                  config.schedule(),
                  CheckpointOptions.DEFAULT,
                  yaml,
                  run.listener())
              .run(run.monitor());
      if (result.end() != TrainingResult.End.FINISHED) {
        return false;
      }
      NetworkFolder.take(
          ModelsLayout.modules(result.checkpoint()),
          PARTS,
          run.folder().start(DemoStage.CLASSIFIER_PRETEXT));
      return true;
    }
  }
}
