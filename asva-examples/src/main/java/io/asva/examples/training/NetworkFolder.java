package io.asva.examples.training;

import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.Weights;
import java.nio.file.Path;

/** A finished network's folder: weights, then {@code config.json}, which says that it is whole. */
final class NetworkFolder {
  private NetworkFolder() {}

  /** Writes a folder in place of what may be there. */
  static void write(Path folder, String config, Weights weights) {
    write(folder, DemoFolder.WEIGHTS, config, weights);
  }

  /**
   * Writes a folder in place of what may be there.
   *
   * @param name the weights' file without its ending
   */
  static void write(Path folder, String name, String config, Weights weights) {
    DemoFolder.create(folder);
    new SafetensorsWriter()
        .metadata("format", "pt")
        .addAll(weights)
        .replace(folder.resolve(name + ".safetensors"));
    Settings.write(folder.resolve("config.json"), config);
  }
}
