package io.asva.examples.cli;

import io.asva.media.MediaLimits;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option that says what images and frames are too large to be read. */
final class LimitsOption {
  @Option(
      names = {"--max-pixels", "--max_pixels"},
      paramLabel = "N",
      defaultValue = "100000000",
      description =
          "Images and frames of more pixels are refused. Each million takes 3 MB of memory."
              + " Default: ${DEFAULT-VALUE}.")
  private long maxPixels;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /** The limits. */
  MediaLimits limits() {
    try {
      return MediaLimits.DEFAULT.withPixels(maxPixels);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--max-pixels must be 1 or more, not " + maxPixels + ".", e);
    }
  }
}
