package io.asva.examples.training.run;

import io.asva.core.layout.ModelsLayout;
import io.asva.core.layout.PartsLayout;
import io.asva.core.weights.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A finished network's folder: weights in half precision, then {@code config.json}, which says that
 * it is whole. The stages that follow use what lies here, so what is shipped is what they have
 * seen.
 */
public final class NetworkFolder {

  private NetworkFolder() {}

  /** Whether a folder was written to its end. */
  public static boolean isWhole(Path folder) {
    return Files.exists(folder.resolve(PartsLayout.CONFIG));
  }

  /** Writes a folder in place of what may be there. */
  public static void write(Path folder, String config, Weights weights) {
    write(folder, ModelsLayout.WEIGHTS, config, weights);
  }

  /**
   * Writes a folder in place of what may be there.
   *
   * @param name the weights' file without its ending
   */
  public static void write(Path folder, String name, String config, Weights weights) {
    DemoFolder.create(folder);
    HalfWeights.write(weights, folder.resolve(name + ".safetensors"));
    Settings.write(folder.resolve(PartsLayout.CONFIG), config);
  }

  /**
   * Takes networks out of a checkpoint.
   *
   * @param modules the folder of a checkpoint's networks
   * @param names of those that are wanted; each has a folder of its name
   * @param to the folder for theirs
   */
  public static void take(Path modules, List<String> names, Path to) {
    for (String name : names) {
      Path from = modules.resolve(name);
      write(
          to.resolve(name),
          Settings.read(from.resolve(PartsLayout.CONFIG)),
          Weights.openFolder(from, ModelsLayout.WEIGHTS));
    }
  }
}
