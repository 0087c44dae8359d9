package io.asva.examples.cli;

import io.asva.core.runtime.Device;
import picocli.CommandLine.Option;

/** The option that says on which device something runs. */
final class PlaceOption {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description = "Where networks run: cpu, cuda, cuda:N or auto. Default: ${DEFAULT-VALUE}.")
  private Device device;

  /** The device. */
  Device device() {
    return device;
  }
}
