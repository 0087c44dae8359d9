package io.asva.examples.cli;

import io.asva.core.layout.PartsLayout;
import io.asva.diffusion.model.Checkpoints;
import io.asva.diffusion.model.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which models are meant. */
final class ModelOptions {
  private static final String USUAL = "AVSync15";

  @Option(
      names = "--models",
      paramLabel = "DIR",
      defaultValue = ".",
      description =
          "Folder with the models: the reference's root (pretrained, .checkpoints, checkpoints,"
              + " datasets), or one that holds unet, vae and so on itself. Default: the current"
              + " folder.")
  private Path models;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description =
          "Whose model of the reference's layout is used: AVSync15, Landscapes, TheGreatestHits, or"
              + " one of your own. Default: the only one that has a checkpoint there, else "
              + USUAL
              + ".")
  private @Nullable String dataset;

  /** The folder. */
  Path models() {
    return models;
  }

  /** The data set's name. */
  String dataset() {
    if (dataset != null) {
      return dataset;
    }
    List<String> there = Checkpoints.datasets(models);
    return there.size() == 1 ? there.get(0) : USUAL;
  }

  /** Whether the folder holds the parts itself, so that it makes no difference which data set. */
  boolean holdsParts() {
    return Files.isDirectory(new PartsLayout(models).unet());
  }

  /** Where the parts lie. */
  ModelFolder folder() {
    return holdsParts() ? ModelFolder.ofParts(models) : ModelFolder.ofDataset(models, dataset());
  }
}
