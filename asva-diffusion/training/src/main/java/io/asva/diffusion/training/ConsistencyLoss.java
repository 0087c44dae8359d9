package io.asva.diffusion.training;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.ElementType;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetGraph;
import io.asva.unet.UnetInputs;

/**
 * The UNet with the loss of a consistency model: how far its consistency function, a weighted sum
 * of the sample and of what it estimates, is from a target.
 *
 * <p>Inputs: those of {@link UnetGraph}; {@code target}, shaped like the sample; {@code
 * sample_factor} and {@code output_factor}, (batch, 1, 1, 1, 1), the weights of the sum. Output:
 * {@code loss}.
 */
public final class ConsistencyLoss {
  /** The name of the sample's factor among the inputs. */
  public static final String SAMPLE_FACTOR = "sample_factor";

  /** The name of the factor of what the network estimates. */
  public static final String OUTPUT_FACTOR = "output_factor";

  private ConsistencyLoss() {}

  /**
   * The UNet and its loss.
   *
   * @throws GraphException if the geometry does not fit the network or has no frame that the loss
   *     counts, or the weights are not those of the configuration
   */
  public static Graph graph(
      UnetConfig config,
      UnetGeometry geometry,
      FirstFrame firstFrame,
      DistillationConfig distillation,
      WeightCatalogue weights) {
    GraphBuilder g = new GraphBuilder("UNet with its consistency loss", weights);
    UnetInputs inputs = UnetInputs.of(g, config, geometry);
    Value eps = UnetGraph.describe(Scope.root(g), config, inputs);
    Value target = input(g, DenoisingLoss.TARGET, eps.shape().dims());
    int[] each = {geometry.batch(), 1, 1, 1, 1};
    Value clean =
        g.add(
            g.multiply(inputs.sample(), input(g, SAMPLE_FACTOR, each)),
            g.multiply(eps, input(g, OUTPUT_FACTOR, each)));
    Value difference = g.subtract(firstFrame.counted(g, clean), firstFrame.counted(g, target));
    Value squares = g.multiply(difference, difference);
    g.output(DenoisingLoss.LOSS, distance(g, squares, distillation));
    return g.build();
  }

  private static Value input(GraphBuilder g, String name, int... dims) {
    return g.input(name, Rate.STEP, ElementType.F32, dims);
  }

  /** The mean of squares d^2, or of sqrt(d^2 + c^2) - c. */
  private static Value distance(GraphBuilder g, Value squares, DistillationConfig distillation) {
    return switch (distillation.loss()) {
      case L2 -> g.meanOfAll(squares);
      case HUBER -> {
        double c = distillation.huberC();
        Value roots = g.apply(Unary.Function.SQRT, g.affine(squares, 1, (float) (c * c)));
        yield g.affine(g.meanOfAll(roots), 1, (float) -c);
      }
    };
  }
}
