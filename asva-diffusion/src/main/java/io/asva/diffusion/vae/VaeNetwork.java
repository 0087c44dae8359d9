package io.asva.diffusion.vae;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import java.util.List;
import java.util.Map;

/**
 * The descriptions of an autoencoder's two networks. Weights have the names of diffusers' state
 * dict; checkpoints of before diffusers 0.18 name the attention's otherwise and must be renamed
 * first.
 */
public final class VaeNetwork {
  // exp(0.5 x) of anything larger or smaller is of no use as a standard deviation; diffusers'
  // DiagonalGaussianDistribution has these bounds.
  private static final float LOGVAR_MIN = -30;
  private static final float LOGVAR_MAX = 20;

  private VaeNetwork() {}

  /**
   * The encoder: {@code image} (batch, height, width, channels) in -1..1 to {@code mean} and {@code
   * std} (batch, height / factor, width / factor, latent channels) of the latent before scaling.
   *
   * @throws GraphException if weights are missing or misshapen, or the size is no multiple of the
   *     configuration's factor
   */
  public static Graph encoder(
      VaeConfig config, WeightCatalogue catalogue, int batch, int height, int width) {
    GraphBuilder b = new GraphBuilder("VAE encoder", catalogue);
    Value image =
        b.input("image", Rate.CLIP, ElementType.F32, batch, height, width, config.inChannels());
    Moments moments = encode(b, config, image);
    b.output("mean", moments.mean());
    b.output("std", moments.std(b));
    return b.build();
  }

  /**
   * What the encoder gives for a batch of pictures, before scaling.
   *
   * @param mean the distributions' means
   * @param logVariance the logarithms of their variances, within diffusers' bounds
   */
  public record Moments(Value mean, Value logVariance) {
    /** Adds the standard deviations to a description. */
    public Value std(GraphBuilder b) {
      return b.apply(Unary.Function.EXP, b.affine(logVariance, 0.5f, 0));
    }
  }

  /**
   * Adds the encoder to a description.
   *
   * @param image (batch, height, width, channels) in -1..1
   * @throws GraphException if the size is no multiple of the configuration's factor
   */
  public static Moments encode(GraphBuilder b, VaeConfig config, Value image) {
    requireSize(config, image.dim(1), image.dim(2));
    VaeBlocks blocks = new VaeBlocks(b, config);
    List<Integer> channels = config.blockOutChannels();
    int latent = config.latentChannels();

    Value x = blocks.conv3("encoder.conv_in", image, channels.get(0));
    for (int i = 0; i < channels.size(); i++) {
      String module = "encoder.down_blocks." + i;
      x = blocks.resnets(module, config.layersPerBlock(), x, channels.get(i));
      if (i < channels.size() - 1) {
        x = blocks.downsample(module + ".downsamplers.0", x);
      }
      b.mark(module, x);
    }
    x = blocks.mid("encoder.mid_block", x);
    x = blocks.normSilu("encoder.conv_norm_out", x);
    x = blocks.conv3("encoder.conv_out", x, 2 * latent);
    x = blocks.conv1("quant_conv", x, 2 * latent);
    Value logvar = b.clamp(b.slice(x, -1, latent, 2 * latent), LOGVAR_MIN, LOGVAR_MAX);
    return new Moments(b.slice(x, -1, 0, latent), logvar);
  }

  /**
   * The decoder: {@code latent} (batch, height, width, latent channels), divided by the scaling
   * factor already, to {@code image} (batch, height x factor, width x factor, channels), about
   * -1..1 and not clamped.
   *
   * @throws GraphException if weights are missing or misshapen
   */
  public static Graph decoder(
      VaeConfig config, WeightCatalogue catalogue, int batch, int height, int width) {
    GraphBuilder b = new GraphBuilder("VAE decoder", catalogue);
    int channels = config.latentChannels();
    Value latent = b.input("latent", Rate.CLIP, ElementType.F32, batch, height, width, channels);
    b.output("image", decode(b, config, latent));
    return b.build();
  }

  /**
   * Adds the decoder to a description.
   *
   * @param latent (batch, height, width, channels), not scaled
   */
  public static Value decode(GraphBuilder b, VaeConfig config, Value latent) {
    VaeBlocks blocks = new VaeBlocks(b, config);
    List<Integer> channels = config.blockOutChannels();
    int last = channels.size() - 1;

    Value x = blocks.conv1("post_quant_conv", latent, config.latentChannels());
    x = blocks.conv3("decoder.conv_in", x, channels.get(last));
    x = blocks.mid("decoder.mid_block", x);
    for (int i = 0; i <= last; i++) {
      String module = "decoder.up_blocks." + i;
      x = blocks.resnets(module, config.layersPerBlock() + 1, x, channels.get(last - i));
      if (i < last) {
        x = blocks.upsample(module + ".upsamplers.0", x);
      }
      b.mark(module, x);
    }
    x = blocks.normSilu("decoder.conv_norm_out", x);
    return blocks.conv3("decoder.conv_out", x, config.outChannels());
  }

  /** The names and shapes of both networks' weights. */
  public static Map<String, Shape> weights(VaeConfig config) {
    WeightCatalogue catalogue = WeightCatalogue.recording();
    encoder(config, catalogue, 1, config.factor(), config.factor());
    decoder(config, catalogue, 1, 1, 1);
    return catalogue.expected();
  }

  /**
   * Checks a checkpoint without reading it.
   *
   * @throws GraphException if weights are missing, misshapen or too many
   */
  static void check(VaeConfig config, WeightCatalogue catalogue) {
    catalogue.requireExactly("VAE", weights(config));
  }

  private static void requireSize(VaeConfig config, int height, int width) {
    int factor = config.factor();
    if (height < factor || width < factor || height % factor != 0 || width % factor != 0) {
      throw new GraphException(
          "A picture of "
              + height
              + "x"
              + width
              + " (height x width) can't be encoded: both must be multiples of "
              + factor
              + ".");
    }
  }
}
