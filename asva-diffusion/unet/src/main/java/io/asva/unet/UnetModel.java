package io.asva.unet;

import io.asva.core.config.ModelConfig;
import io.asva.core.layout.ModelsLayout;
import io.asva.core.layout.PartsLayout;
import io.asva.core.weights.Weights;
import java.nio.file.Path;

/**
 * A UNet that can be opened for any geometry: its configuration and its weights, which fit each
 * other.
 *
 * <p>Immutable, so safe for use by many threads.
 *
 * @param config its configuration
 * @param weights its checkpoint; it is read when a geometry is opened
 */
public record UnetModel(UnetConfig config, Weights weights) {
  /** The name of the files of weights, without their ending. */
  public static final String WEIGHTS = ModelsLayout.WEIGHTS;

  /**
   * Checks names, shapes and types of the weights.
   *
   * @throws io.asva.core.graph.GraphException if weights are missing, misshapen or too many; the
   *     message lists them
   */
  public UnetModel {
    UnetGraph.check(config, weights);
  }

  /**
   * The UNet in a folder with {@code config.json} and weights.
   *
   * @throws io.asva.core.config.ModelConfigException if the configuration can't be read or asks for
   *     something that this implementation does not have
   * @throws io.asva.core.weights.WeightsException if the weights can't be read
   * @throws io.asva.core.graph.GraphException if they are not those of the configuration
   */
  public static UnetModel read(Path folder) {
    UnetConfig config = UnetConfig.of(ModelConfig.read(folder.resolve(PartsLayout.CONFIG)));
    return new UnetModel(config, Weights.openFolder(folder, WEIGHTS));
  }
}
