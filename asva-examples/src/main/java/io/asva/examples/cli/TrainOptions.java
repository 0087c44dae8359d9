package io.asva.examples.cli;

import io.asva.core.AsvaException;
import io.asva.core.config.Strictness;
import io.asva.core.files.PlainFile;
import io.asva.training.CheckpointOptions;
import io.asva.training.CheckpointOptions.Failure;
import io.asva.training.CheckpointOptions.OtherSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that all kinds of training have. */
final class TrainOptions {
  static final String EXIT_CODES_HEADING = "%nExit codes:%n";
  static final String DONE =
      "0:training is finished, or was stopped as asked; the last line and train.log say which";
  static final String FAILED = "1:it failed; the message says why, and which checkpoint was kept";

  @Option(
      names = {"--config_file", "--config-file"},
      paramLabel = "FILE",
      required = true,
      description = "The YAML file that describes the run, as the reference's.")
  private Path configFile;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      defaultValue = "",
      description = "Where relative paths in the file begin. Default: the working directory.")
  private Path root;

  @Option(
      names = "--strict",
      description = "Settings that have no effect here are an error instead of a warning.")
  private boolean strict;

  @Option(
      names = {"--accept_other_settings", "--accept-other-settings"},
      description =
          "Go on from a checkpoint that was made with settings that give other results, and list"
              + " them, instead of refusing to.")
  private boolean acceptOtherSettings;

  @Option(
      names = {"--keep_going", "--keep-going"},
      description =
          "Where a checkpoint can't be written, because the disk is full for instance, say so and"
              + " train on instead of stopping. Either way the one before is kept.")
  private boolean keepGoing;

  /** The file that describes the run. */
  Path configFile() {
    return configFile;
  }

  /** Where relative paths begin. */
  Path root() {
    return root;
  }

  /** The treatment of settings without effect. */
  Strictness strictness() {
    return strict ? Strictness.FAIL : Strictness.WARN;
  }

  /** The treatment of a checkpoint of other settings, and of one that can't be written. */
  CheckpointOptions checkpoints() {
    return CheckpointOptions.DEFAULT
        .with(acceptOtherSettings ? OtherSettings.ACCEPT : OtherSettings.REFUSE)
        .with(keepGoing ? Failure.GO_ON : Failure.STOP);
  }

  /** The text of the file. */
  String yaml() {
    try {
      return PlainFile.text(configFile);
    } catch (IOException e) {
      throw new AsvaException("Can't read " + configFile + ": " + e.getMessage(), e);
    }
  }

  /** Tells in one warning which settings have no effect. */
  static void warn(List<String> notes, PrintWriter err) {
    if (!notes.isEmpty()) {
      err.println("Warning: settings without effect here:\n  " + String.join("\n  ", notes));
      err.flush();
    }
  }
}
