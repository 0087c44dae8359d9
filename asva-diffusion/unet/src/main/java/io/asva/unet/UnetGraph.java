package io.asva.unet;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.ResnetBlock;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.nn.TimeEmbedding;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The UNet of AVSyncD: Stable Diffusion's ({@code UNet2DConditionModel} of diffusers) over all
 * frames of a clip, with layers over time and attention to audio.
 */
public final class UnetGraph {
  private final GraphBuilder g;
  private final UnetConfig config;
  private final GroupNorm norm;
  private final ResnetBlock resnet;
  private final SpatioTemporalTransformer transformer;
  private final Deque<Value> skips = new ArrayDeque<>();

  private UnetGraph(Scope s, UnetConfig config, UnetInputs inputs) {
    this.g = s.graph();
    this.config = config;
    // The statistics span all frames of a clip.
    this.norm = new GroupNorm(config.normNumGroups(), config.normEps(), 1);
    Value time = g.silu(timeEmbedding(s.sub("time_embedding"), inputs.timestep()));
    this.resnet = new ResnetBlock(norm, InflatedConv::ofBlock, Optional.of(time));
    this.transformer =
        new SpatioTemporalTransformer(
            g, config.normNumGroups(), inputs.text(), inputs.audio(), inputs.audioPositions());
  }

  /**
   * The UNet alone: the inputs {@code sample}, {@code timestep}, {@code text} and {@code audio}
   * (see {@link UnetInputs}) to {@code eps}, shaped like the sample.
   *
   * @throws GraphException if the geometry does not fit the network, or the weights are not those
   *     of the configuration
   */
  public static Graph graph(UnetConfig config, UnetGeometry geometry, WeightCatalogue weights) {
    GraphBuilder g = new GraphBuilder("UNet", weights);
    g.output("eps", describe(Scope.root(g), config, UnetInputs.of(g, config, geometry)));
    return g.build();
  }

  /**
   * Describes the UNet.
   *
   * @return {@code eps}, shaped like the sample
   * @throws GraphException if the sample's size does not fit the network
   */
  public static Value describe(Scope s, UnetConfig config, UnetInputs inputs) {
    Value sample = inputs.sample();
    if (sample.dim(2) % config.factor() != 0 || sample.dim(3) % config.factor() != 0) {
      throw new GraphException(
          "The UNet takes latents whose height and width are multiples of "
              + config.factor()
              + ", not "
              + sample.dim(2)
              + "x"
              + sample.dim(3)
              + ".");
    }
    return new UnetGraph(s, config, inputs).eps(s, sample);
  }

  /** The weights of a configuration: names and shapes, in the order in which they are used. */
  public static Map<String, Shape> weights(UnetConfig config) {
    return WeightCatalogue.demandedBy(weights -> graph(config, smallest(config), weights));
  }

  /**
   * Checks that a checkpoint holds the weights of a configuration.
   *
   * @throws GraphException if weights are missing, misshapen or too many; the message lists them
   */
  public static void check(UnetConfig config, Weights weights) {
    WeightCatalogue.of(weights).requireExactly("UNet", weights(config));
  }

  private static UnetGeometry smallest(UnetConfig config) {
    return new UnetGeometry(1, 1, config.factor(), config.factor(), 1, 1, List.of(List.of(0)));
  }

  /**
   * The name of the value that comes from deeper inside than a skip connection, where both meet on
   * the way up: a mark at which the UNet can be cut.
   *
   * @param branch the connection's number, 0 for the outermost; see {@link UnetConfig#skips}
   */
  public static String cut(int branch) {
    return "branch." + branch;
  }

  private Value timeEmbedding(Scope s, Value timestep) {
    int width = config.blockOutChannels().get(0);
    TimeEmbedding.Order order =
        config.flipSinToCos() ? TimeEmbedding.Order.COS_SIN : TimeEmbedding.Order.SIN_COS;
    return new TimeEmbedding(width, config.freqShift(), order)
        .apply(s, g.reshape(timestep, timestep.dim(0), 1), 4 * width);
  }

  private Value eps(Scope s, Value sample) {
    int levels = config.blockOutChannels().size();
    int width = config.blockOutChannels().get(0);
    Value h = kept(InflatedConv.sameSize(s.sub("conv_in"), sample, width, config.convInKernel()));
    for (int level = 0; level < levels; level++) {
      h = down(s.sub("down_blocks").sub(level), h, level);
    }
    h = mid(s.sub("mid_block"), h, levels - 1);
    for (int level = levels - 1; level >= 0; level--) {
      h = up(s.sub("up_blocks").sub(levels - 1 - level), h, level);
    }
    Scope normOut = s.sub("conv_norm_out");
    h = g.silu(normOut.mark(normOut.groupNorm(h, norm)));
    return InflatedConv.sameSize(
        s.sub("conv_out"), h, config.outChannels(), config.convOutKernel());
  }

  private Value down(Scope s, Value x, int level) {
    BlockKind kind = BlockKind.of(config.downBlockTypes().get(level));
    Value h = x;
    for (int i = 0; i < config.layersPerBlock().get(level); i++) {
      h = kept(layer(s, i, h, level, kind));
    }
    if (level < config.blockOutChannels().size() - 1) {
      h = kept(InflatedConv.halving(s.sub("downsamplers.0.conv"), h));
    }
    return s.mark(h);
  }

  private Value mid(Scope s, Value x, int level) {
    int c = x.dim(-1);
    BlockKind kind = BlockKind.of(config.midBlockType());
    Value h = resnet.apply(s.sub("resnets").sub(0), x, c);
    h =
        transformer.apply(
            s.sub("attentions").sub(0), h, config.attentionHeadDim().get(level), kind);
    return s.mark(resnet.apply(s.sub("resnets").sub(1), h, c));
  }

  private Value up(Scope s, Value x, int level) {
    BlockKind kind =
        BlockKind.of(config.upBlockTypes().get(config.blockOutChannels().size() - 1 - level));
    Value h = x;
    for (int i = 0; i <= config.layersPerBlock().get(level); i++) {
      Value skip = skips.pop();
      Value deep = g.mark(cut(skips.size()), h);
      h = layer(s, i, g.concat(-1, deep, skip), level, kind);
    }
    if (level > 0) {
      h = InflatedConv.sameSize(s.sub("upsamplers.0.conv"), g.upsample(h), h.dim(-1), 3);
    }
    return s.mark(h);
  }

  private Value layer(Scope s, int i, Value x, int level, BlockKind kind) {
    Value h = resnet.apply(s.sub("resnets").sub(i), x, config.blockOutChannels().get(level));
    return kind.attends()
        ? transformer.apply(
            s.sub("attentions").sub(i), h, config.attentionHeadDim().get(level), kind)
        : h;
  }

  /** A value that the way up takes again. */
  private Value kept(Value h) {
    skips.push(h);
    return h;
  }
}
