package io.asva.examples.cli;

import picocli.CommandLine.Option;

/** The option that says how long an animation is denoised. */
final class StepsOption {
  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "50",
      description = "Steps of denoising. Default: ${DEFAULT-VALUE}.")
  private int steps;

  /** The number of steps. */
  int steps() {
    return steps;
  }
}
