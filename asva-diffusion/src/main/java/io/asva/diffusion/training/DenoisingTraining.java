package io.asva.diffusion.training;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.ElementType;
import io.asva.diffusion.unet.UnetConfig;
import io.asva.diffusion.unet.UnetDescription;
import io.asva.diffusion.unet.UnetGeometry;

/**
 * The UNet with its loss: the mean squared error of what it estimates.
 *
 * <p>Inputs: those of {@link UnetDescription}, and {@code target}, shaped like the sample, which it
 * should estimate. Output: {@code loss}.
 */
public final class DenoisingTraining {
  /** The name of the output that is to become small. */
  public static final String LOSS = "loss";

  /** The name of the input that says what should be estimated. */
  public static final String TARGET = "target";

  private DenoisingTraining() {}

  /**
   * The network of a configuration.
   *
   * @throws GraphException if the geometry does not fit the network or has no frame that the loss
   *     counts, or the weights are not those of the configuration
   */
  public static Graph describe(
      UnetConfig config, UnetGeometry geometry, FirstFrame firstFrame, WeightCatalogue weights) {
    GraphBuilder g = new GraphBuilder("UNet with its loss", weights);
    g.output(LOSS, describe(g, config, geometry, firstFrame));
    return g.build();
  }

  /**
   * Adds the UNet, its inputs and its loss to a description.
   *
   * @return the loss
   */
  public static Value describe(
      GraphBuilder g, UnetConfig config, UnetGeometry geometry, FirstFrame firstFrame) {
    requireFrames(geometry, firstFrame);
    return loss(g, geometry, firstFrame, UnetDescription.describe(g, config, geometry));
  }

  /**
   * Adds the UNet, its other inputs and its loss to a description in which texts are encoded
   * already.
   *
   * @param text (batch, tokens, channels)
   * @return the loss
   */
  public static Value describe(
      GraphBuilder g, UnetConfig config, UnetGeometry geometry, FirstFrame firstFrame, Value text) {
    requireFrames(geometry, firstFrame);
    return loss(g, geometry, firstFrame, UnetDescription.describe(g, config, geometry, text));
  }

  private static int from(FirstFrame firstFrame) {
    return firstFrame.counted() ? 0 : 1;
  }

  private static void requireFrames(UnetGeometry geometry, FirstFrame firstFrame) {
    if (geometry.frames() <= from(firstFrame)) {
      throw new GraphException(
          "A clip of "
              + geometry.frames()
              + " frame whose first frame is given leaves nothing to learn; take clips of more"
              + " frames, or make the first frame noisy.");
    }
  }

  private static Value loss(
      GraphBuilder g, UnetGeometry geometry, FirstFrame firstFrame, Value eps) {
    int from = from(firstFrame);
    Value target = g.input(TARGET, Rate.STEP, ElementType.F32, eps.shape().dims());
    return g.meanSquaredError(
        g.slice(eps, 1, from, geometry.frames()), g.slice(target, 1, from, geometry.frames()));
  }
}
