package io.asva.vae;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.MultiHeadAttention;
import io.asva.core.graph.nn.ResnetBlock;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The two networks of Stable Diffusion's autoencoder ({@code AutoencoderKL} of diffusers). Weights
 * have the names of diffusers' state dict; checkpoints of before diffusers 0.18 name the
 * attention's otherwise and must be renamed first.
 */
public final class VaeGraph {
  // exp(0.5 x) of anything larger or smaller is of no use as a standard deviation; diffusers'
  // DiagonalGaussianDistribution has these bounds.
  private static final float LOGVAR_MIN = -30;
  private static final float LOGVAR_MAX = 20;
  private static final float EPS = 1e-6f;
  private static final MultiHeadAttention ATTENTION =
      new MultiHeadAttention(
          MultiHeadAttention.Names.DIFFUSERS_WITH_BIAS, 1, Attention.Masking.NONE);
  // Half the size, with padding at the bottom and at the right alone.
  private static final Conv HALVING = new Conv(List.of(2, 2), List.of(0, 0), List.of(1, 1));

  private final GraphBuilder g;
  private final VaeConfig config;
  private final GroupNorm norm;
  private final ResnetBlock resnet;

  private VaeGraph(GraphBuilder g, VaeConfig config) {
    this.g = g;
    this.config = config;
    this.norm = new GroupNorm(config.normNumGroups(), EPS, 1);
    this.resnet = new ResnetBlock(norm, VaeGraph::conv, Optional.empty());
  }

  /**
   * The encoder: {@code image} (batch, height, width, channels) in -1..1 to {@code mean} and {@code
   * std} (batch, height / factor, width / factor, latent channels) of the latent before scaling.
   *
   * @throws GraphException if weights are missing or misshapen, or the size is no multiple of the
   *     configuration's factor
   */
  public static Graph encoder(
      VaeConfig config, WeightCatalogue catalogue, int batch, int height, int width) {
    GraphBuilder g = new GraphBuilder("VAE encoder", catalogue);
    Value image =
        g.input("image", Rate.CLIP, ElementType.F32, batch, height, width, config.inChannels());
    Moments moments = describeEncoder(Scope.root(g), config, image);
    g.output("mean", moments.mean());
    g.output("std", moments.std(g));
    return g.build();
  }

  /**
   * The encoder's outputs for a batch of images, before scaling.
   *
   * @param mean the distributions' means
   * @param logVariance the logarithms of their variances, within diffusers' bounds
   */
  public record Moments(Value mean, Value logVariance) {
    /** Adds the standard deviations to a description. */
    public Value std(GraphBuilder g) {
      return g.apply(Unary.Function.EXP, g.affine(logVariance, 0.5f, 0));
    }
  }

  /**
   * Describes the encoder.
   *
   * @param image (batch, height, width, channels) in -1..1
   * @throws GraphException if the size is no multiple of the configuration's factor
   */
  public static Moments describeEncoder(Scope s, VaeConfig config, Value image) {
    requireSize(config, image.dim(1), image.dim(2));
    GraphBuilder g = s.graph();
    int latent = config.latentChannels();
    Value h = new VaeGraph(g, config).encoder(s.sub("encoder"), image);
    h = conv(s.sub("quant_conv"), h, 2 * latent, 1);
    Value logvar = g.clamp(g.slice(h, -1, latent, 2 * latent), LOGVAR_MIN, LOGVAR_MAX);
    return new Moments(g.slice(h, -1, 0, latent), logvar);
  }

  private Value encoder(Scope s, Value image) {
    List<Integer> channels = config.blockOutChannels();
    int last = channels.size() - 1;
    Value h = conv(s.sub("conv_in"), image, channels.get(0), 3);
    for (int i = 0; i <= last; i++) {
      Scope block = s.sub("down_blocks").sub(i);
      h = resnets(block, h, channels.get(i), config.layersPerBlock());
      if (i < last) {
        Scope halved = block.sub("downsamplers.0");
        h = halved.mark(halved.sub("conv").conv(HALVING, h, channels.get(i), 3, 3));
      }
      block.mark(h);
    }
    h = mid(s.sub("mid_block"), h);
    h = g.silu(s.sub("conv_norm_out").groupNorm(h, norm));
    return conv(s.sub("conv_out"), h, 2 * config.latentChannels(), 3);
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
    GraphBuilder g = new GraphBuilder("VAE decoder", catalogue);
    int channels = config.latentChannels();
    Value latent = g.input("latent", Rate.CLIP, ElementType.F32, batch, height, width, channels);
    g.output("image", describeDecoder(Scope.root(g), config, latent));
    return g.build();
  }

  /**
   * Describes the decoder.
   *
   * @param latent (batch, height, width, channels), not scaled
   */
  public static Value describeDecoder(Scope s, VaeConfig config, Value latent) {
    Value h = conv(s.sub("post_quant_conv"), latent, config.latentChannels(), 1);
    return new VaeGraph(s.graph(), config).decoder(s.sub("decoder"), h);
  }

  private Value decoder(Scope s, Value latent) {
    List<Integer> channels = config.blockOutChannels();
    int last = channels.size() - 1;
    Value h = conv(s.sub("conv_in"), latent, channels.get(last), 3);
    h = mid(s.sub("mid_block"), h);
    for (int i = 0; i <= last; i++) {
      Scope block = s.sub("up_blocks").sub(i);
      int c = channels.get(last - i);
      h = resnets(block, h, c, config.layersPerBlock() + 1);
      if (i < last) {
        Scope doubled = block.sub("upsamplers.0");
        h = doubled.mark(conv(doubled.sub("conv"), g.upsample(h), c, 3));
      }
      block.mark(h);
    }
    h = g.silu(s.sub("conv_norm_out").groupNorm(h, norm));
    return conv(s.sub("conv_out"), h, config.outChannels(), 3);
  }

  private Value mid(Scope s, Value x) {
    int c = x.dim(-1);
    Value h = resnet.apply(s.sub("resnets").sub(0), x, c);
    h = attention(s.sub("attentions").sub(0), h);
    return s.mark(resnet.apply(s.sub("resnets").sub(1), h, c));
  }

  private Value attention(Scope s, Value x) {
    Value h = s.sub("group_norm").groupNorm(x, norm);
    h = g.reshape(h, x.dim(0), x.dim(1) * x.dim(2), x.dim(3));
    return s.mark(g.add(x, g.reshape(ATTENTION.apply(s, h), x.shape().dims())));
  }

  private Value resnets(Scope s, Value x, int out, int count) {
    Value h = x;
    for (int i = 0; i < count; i++) {
      h = resnet.apply(s.sub("resnets").sub(i), h, out);
    }
    return h;
  }

  private static Value conv(Scope s, Value x, int out, int kernel) {
    return s.mark(s.conv(Conv.square(1, kernel / 2), x, out, kernel, kernel));
  }

  /** The names and shapes of both networks' weights. */
  public static Map<String, Shape> weights(VaeConfig config) {
    return WeightCatalogue.demandedBy(
        weights -> {
          encoder(config, weights, 1, config.factor(), config.factor());
          decoder(config, weights, 1, 1, 1);
        });
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
          "An image of "
              + height
              + "x"
              + width
              + " (height x width) can't be encoded: both must be multiples of "
              + factor
              + ".");
    }
  }
}
