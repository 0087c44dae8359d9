package io.asva.examples.training;

import io.asva.core.config.Strictness;
import io.asva.core.config.YamlConfig;
import io.asva.core.training.TrainingResult;
import io.asva.core.weights.Weights;
import io.asva.sync.training.SyncTraining;
import io.asva.sync.training.SyncTrainingConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Trains the synchrony classifier, as any user would: on small pictures, then on large ones. */
final class ClassifierStage {
  private static final List<String> PARTS = List.of("audio_encoder", "video_encoder", "head");

  private final StageRun run;

  ClassifierStage(StageRun run) {
    this.run = run;
  }

  static boolean isDone(DemoFolder folder) {
    return PARTS.stream()
        .allMatch(part -> Files.exists(folder.classifier().resolve(part).resolve("config.json")));
  }

  /** Trains; false if it was stopped before the end. */
  boolean run() {
    if (train(run.plan().classifier()).end() != TrainingResult.End.FINISHED) {
      return false;
    }
    TrainingResult result = train(run.plan().largeClassifier());
    if (result.end() != TrainingResult.End.FINISHED) {
      return false;
    }
    for (String part : PARTS) {
      Path from = result.checkpoint().resolve("modules").resolve(part);
      NetworkFolder.write(
          run.folder().classifier().resolve(part),
          Settings.read(from.resolve("config.json")),
          Weights.openFolder(from, DemoFolder.WEIGHTS));
    }
    return true;
  }

  private TrainingResult train(String yaml) {
    SyncTrainingConfig config =
        SyncTrainingConfig.of(
            YamlConfig.parse(yaml, "the classifier's configuration"),
            run.folder().root(),
            Strictness.FAIL);
    try (SyncTraining training = SyncTraining.open(config)) {
      return training.trainer(yaml, run.listener()).run(run.cancellation());
    }
  }
}
