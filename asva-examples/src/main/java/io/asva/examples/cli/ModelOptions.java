package io.asva.examples.cli;

import io.asva.diffusion.model.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that say which models are meant. */
final class ModelOptions {
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
      defaultValue = "AVSync15",
      description =
          "Whose model of the reference's layout is used: AVSync15, Landscapes, TheGreatestHits, or"
              + " one of your own. Default: ${DEFAULT-VALUE}.")
  private String dataset;

  /** The folder. */
  Path models() {
    return models;
  }

  /** The data set's name. */
  String dataset() {
    return dataset;
  }

  /** Whether the folder holds the parts itself, so that it makes no difference which data set. */
  boolean holdsParts() {
    return Files.isDirectory(models.resolve("unet"));
  }

  /** Where the parts lie. */
  ModelFolder folder() {
    return holdsParts() ? ModelFolder.ofParts(models) : ModelFolder.ofDataset(models, dataset);
  }
}
