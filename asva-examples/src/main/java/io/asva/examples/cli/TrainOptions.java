package io.asva.examples.cli;

import io.asva.core.AsvaException;
import io.asva.core.config.Strictness;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that all kinds of training have. */
final class TrainOptions {
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

  /** The file that describes the run. */
  Path configFile() {
    return configFile;
  }

  /** Where relative paths begin. */
  Path root() {
    return root;
  }

  /** What is done about settings without effect. */
  Strictness strictness() {
    return strict ? Strictness.FAIL : Strictness.WARN;
  }

  /** The text of the file. */
  String yaml() {
    try {
      return Files.readString(configFile);
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
