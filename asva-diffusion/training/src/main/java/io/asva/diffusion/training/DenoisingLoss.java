package io.asva.diffusion.training;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.tensor.ElementType;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetGraph;
import io.asva.unet.UnetInputs;

/** The UNet with its loss: the mean squared error of what it estimates. */
public final class DenoisingLoss {
  /** The name of the output that is to become small. */
  public static final String LOSS = "loss";

  /** The name of the input that says what should be estimated, shaped like the sample. */
  public static final String TARGET = "target";

  private DenoisingLoss() {}

  /**
   * The UNet and its loss alone: the inputs of {@link UnetGraph} and {@code target} to {@code
   * loss}.
   *
   * @throws GraphException if the geometry does not fit the network or has no frame that the loss
   *     counts, or the weights are not those of the configuration
   */
  public static Graph graph(
      UnetConfig config, UnetGeometry geometry, FirstFrame firstFrame, WeightCatalogue weights) {
    GraphBuilder g = new GraphBuilder("UNet with its loss", weights);
    UnetInputs inputs = UnetInputs.of(g, config, geometry);
    g.output(LOSS, describe(Scope.root(g), config, firstFrame, inputs));
    return g.build();
  }

  /**
   * Describes the UNet, the input {@code target} and the loss.
   *
   * @return the loss
   * @throws GraphException if the sample does not fit the network or has no frame that the loss
   *     counts
   */
  public static Value describe(
      Scope s, UnetConfig config, FirstFrame firstFrame, UnetInputs inputs) {
    GraphBuilder g = s.graph();
    Value eps = UnetGraph.describe(s, config, inputs);
    Value target = g.input(TARGET, Rate.STEP, ElementType.F32, eps.shape().dims());
    return g.meanSquaredError(firstFrame.counted(g, eps), firstFrame.counted(g, target));
  }
}
