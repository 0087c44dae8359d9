package io.asva.diffusion.unet;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the UNet computes.
 *
 * <p>Inputs: {@code sample} (batch, frames, height, width, 4) and {@code timestep} (batch) at every
 * step; {@code text} (batch, tokens, channels) and {@code audio} (batch, tokens, channels) once a
 * clip. Output: {@code eps}, shaped like the sample.
 */
public final class UnetDescription {
  private final GraphBuilder g;
  private final UnetConfig config;
  private final Deque<Value> skipped = new ArrayDeque<>();
  private final ResnetBlock resnet;
  private final TransformerBlock transformer;
  private final Value sample;

  private UnetDescription(
      GraphBuilder g, UnetConfig config, UnetGeometry geometry, Supplier<Value> texts) {
    this.g = g;
    this.config = config;
    int b = geometry.batch();
    sample =
        g.input(
            "sample",
            Rate.STEP,
            ElementType.F32,
            b,
            geometry.frames(),
            geometry.height(),
            geometry.width(),
            config.inChannels());
    Value timestep = g.input("timestep", Rate.STEP, ElementType.F32, b);
    Value text = texts.get();
    Value audio =
        g.input(
            "audio", Rate.CLIP, ElementType.F32, b, geometry.audioTokens(), config.audioChannels());
    resnet = new ResnetBlock(g, config, timeEmbedding(timestep));
    transformer = new TransformerBlock(g, config, geometry, text, audio);
  }

  /**
   * The UNet of a configuration.
   *
   * @throws GraphException if the geometry does not fit the network, or the weights are not those
   *     of the configuration
   */
  public static Graph describe(UnetConfig config, UnetGeometry geometry, WeightCatalogue weights) {
    GraphBuilder g = new GraphBuilder("UNet", weights);
    g.output("eps", describe(g, config, geometry));
    return g.build();
  }

  /**
   * Adds the UNet and its inputs to a description.
   *
   * @return {@code eps}
   * @throws GraphException if the geometry does not fit the network
   */
  public static Value describe(GraphBuilder g, UnetConfig config, UnetGeometry geometry) {
    Supplier<Value> input =
        () ->
            g.input(
                "text",
                Rate.CLIP,
                ElementType.F32,
                geometry.batch(),
                geometry.textTokens(),
                config.textWidth());
    return describe(g, config, geometry, input);
  }

  /**
   * Adds the UNet and its other inputs to a description in which texts are encoded already.
   *
   * @param text (batch, tokens, channels)
   * @return {@code eps}
   * @throws GraphException if the geometry does not fit the network
   */
  public static Value describe(
      GraphBuilder g, UnetConfig config, UnetGeometry geometry, Value text) {
    return describe(g, config, geometry, () -> text);
  }

  private static Value describe(
      GraphBuilder g, UnetConfig config, UnetGeometry geometry, Supplier<Value> text) {
    int factor = config.factor();
    if (geometry.height() % factor != 0 || geometry.width() % factor != 0) {
      throw new GraphException(
          "The UNet takes latents whose height and width are multiples of "
              + factor
              + ", not "
              + geometry.height()
              + "x"
              + geometry.width()
              + ".");
    }
    return new UnetDescription(g, config, geometry, text).body();
  }

  /** The weights of a configuration: names and shapes, in the order in which they are used. */
  public static Map<String, Shape> weights(UnetConfig config) {
    WeightCatalogue expected = WeightCatalogue.recording();
    describe(config, smallest(config), expected);
    return expected.expected();
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

  private Value timeEmbedding(Value timestep) {
    int width = config.channels().get(0);
    Value angles =
        g.multiply(
            g.reshape(timestep, timestep.dim(0), 1),
            g.constant(Sinusoid.frequencies(width, config.freqShift())));
    Value sin = g.apply(Unary.Function.SIN, angles);
    Value cos = g.apply(Unary.Function.COS, angles);
    Value sinusoid = config.flipSinToCos() ? g.concat(1, cos, sin) : g.concat(1, sin, cos);
    Value hidden =
        g.apply(Unary.Function.SILU, g.linear("time_embedding.linear_1", sinusoid, 4 * width));
    Value embedding =
        g.mark("time_embedding", g.linear("time_embedding.linear_2", hidden, 4 * width));
    return g.apply(Unary.Function.SILU, embedding);
  }

  private Value body() {
    int levels = config.channels().size();
    Value h =
        ResnetBlock.conv(g, "conv_in", sample, config.channels().get(0), config.convInKernel(), 1);
    skipped.push(h);
    for (int level = 0; level < levels; level++) {
      h = down(h, level);
    }
    h = middle(h);
    for (int i = 0; i < levels; i++) {
      h = up(h, i, levels - 1 - i);
    }
    h =
        g.mark(
            "conv_norm_out",
            g.groupNorm("conv_norm_out", h, new GroupNorm(config.groups(), config.eps(), 1)));
    return ResnetBlock.conv(
        g,
        "conv_out",
        g.apply(Unary.Function.SILU, h),
        config.outChannels(),
        config.convOutKernel(),
        1);
  }

  private Value down(Value x, int level) {
    String block = "down_blocks." + level;
    BlockKind kind = BlockKind.of(config.downBlocks().get(level));
    int c = config.channels().get(level);
    Value h = x;
    for (int i = 0; i < config.layers().get(level); i++) {
      h = layer(block, i, h, c, config.heads().get(level), kind);
      skipped.push(h);
    }
    if (level < config.channels().size() - 1) {
      h = ResnetBlock.conv3(g, block + ".downsamplers.0.conv", h, c, 2);
      skipped.push(h);
    }
    return g.mark(block, h);
  }

  private Value middle(Value x) {
    int last = config.channels().size() - 1;
    int c = config.channels().get(last);
    BlockKind kind = BlockKind.of(config.midBlock());
    Value h = resnet.apply("mid_block.resnets.0", x, c);
    h = transformer.apply("mid_block.attentions.0", h, config.heads().get(last), kind);
    return g.mark("mid_block", resnet.apply("mid_block.resnets.1", h, c));
  }

  private Value up(Value x, int position, int level) {
    String block = "up_blocks." + position;
    BlockKind kind = BlockKind.of(config.upBlocks().get(position));
    int c = config.channels().get(level);
    Value h = x;
    for (int i = 0; i < config.layers().get(level) + 1; i++) {
      h = layer(block, i, g.concat(-1, h, skipped.pop()), c, config.heads().get(level), kind);
    }
    if (level > 0) {
      h = ResnetBlock.conv3(g, block + ".upsamplers.0.conv", g.upsample(h), c, 1);
    }
    return g.mark(block, h);
  }

  private Value layer(String block, int i, Value x, int c, int heads, BlockKind kind) {
    Value h = resnet.apply(block + ".resnets." + i, x, c);
    return kind.attends() ? transformer.apply(block + ".attentions." + i, h, heads, kind) : h;
  }
}
