package io.asva.diffusion.training;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.ElementType;
import io.asva.vae.VaeConfig;
import io.asva.vae.VaeGraph;

/**
 * The autoencoder with its loss: how much images differ after a draw from their latents' normal
 * distributions was decoded (mean magnitude and mean square of the differences), and how far these
 * distributions are from the standard one (Kullback and Leibler's divergence; Kingma and Welling,
 * 2014).
 *
 * <p>Inputs: {@code image} (batch, height, width, channels) in -1..1 and {@code noise}, standard
 * normal, in the latents' shape. Outputs: {@code loss}, and what it is made of.
 */
public final class VaeLoss {
  /** The name of the output that is to become small. */
  public static final String LOSS = "loss";

  /** The name of the mean magnitude of the differences. */
  public static final String ABSOLUTE_ERROR = "absolute_error";

  /** The name of the mean square of the differences. */
  public static final String SQUARED_ERROR = "squared_error";

  /** The name of the mean divergence of a number of the latents, in nats. */
  public static final String DIVERGENCE = "divergence";

  private VaeLoss() {}

  /**
   * The network of a configuration.
   *
   * @param divergenceWeight of the mean divergence in the loss
   * @throws io.asva.core.graph.GraphException if weights are missing or misshapen, or the size is
   *     no multiple of the configuration's factor
   */
  public static Graph graph(
      VaeConfig config,
      int batch,
      int height,
      int width,
      double divergenceWeight,
      WeightCatalogue weights) {
    GraphBuilder g = new GraphBuilder("VAE with its loss", weights);
    Scope s = Scope.root(g);
    Value image =
        g.input("image", Rate.STEP, ElementType.F32, batch, height, width, config.inChannels());
    VaeGraph.Moments moments = VaeGraph.describeEncoder(s, config, image);
    Value noise = g.input("noise", Rate.STEP, ElementType.F32, moments.mean().shape().dims());
    Value draw = g.add(moments.mean(), g.multiply(moments.std(g), noise));
    Value difference = g.subtract(VaeGraph.describeDecoder(s, config, draw), image);
    Value absolute = g.meanOfAll(g.apply(Unary.Function.ABS, difference));
    Value squared = g.meanOfAll(g.multiply(difference, difference));
    Value divergence = divergence(g, moments);
    g.output(
        LOSS, g.add(g.add(absolute, squared), g.affine(divergence, (float) divergenceWeight, 0)));
    g.output(ABSOLUTE_ERROR, absolute);
    g.output(SQUARED_ERROR, squared);
    g.output(DIVERGENCE, divergence);
    return g.build();
  }

  /** (mean^2 + variance - 1 - log variance) / 2. */
  private static Value divergence(GraphBuilder g, VaeGraph.Moments moments) {
    Value variance = g.apply(Unary.Function.EXP, moments.logVariance());
    Value sum = g.add(g.multiply(moments.mean(), moments.mean()), variance);
    return g.affine(g.meanOfAll(g.subtract(sum, moments.logVariance())), 0.5f, -0.5f);
  }
}
