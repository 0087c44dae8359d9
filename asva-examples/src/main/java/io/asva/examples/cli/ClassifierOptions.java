package io.asva.examples.cli;

import io.asva.sync.SyncModels;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which sync classifier is meant. */
final class ClassifierOptions {
  @Option(
      names = "--models",
      paramLabel = "DIR",
      defaultValue = ".",
      description =
          "Folder with the models: the reference's root (checkpoints, .checkpoints), or one that"
              + " holds audio_encoder, video_encoder and head itself. Default: the current folder.")
  private Path models;

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description = "The classifier's modules folder, in place of the one under --models.")
  private @Nullable Path checkpoint;

  /** Where the weights lie. */
  SyncModels models() {
    SyncModels places = SyncModels.of(models);
    return checkpoint == null ? places : places.withClassifier(checkpoint);
  }
}
