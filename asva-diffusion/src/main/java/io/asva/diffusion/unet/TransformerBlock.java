package io.asva.diffusion.unet;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * The transformer of one level: attention to the first frame, to sound, to text and along time,
 * then a feed-forward layer.
 *
 * <p>Inside it a clip is (batch, frames, places, channels).
 */
final class TransformerBlock {
  private static final float NORM_EPS = 1e-5f;
  private static final float GROUP_NORM_EPS = 1e-6f;

  private final GraphBuilder g;
  private final UnetConfig config;
  private final Value text;
  private final Value audio;
  private final List<Integer> audioPositions;
  private final FloatTensor frameNumbers;

  TransformerBlock(
      GraphBuilder g, UnetConfig config, UnetGeometry geometry, Value text, Value audio) {
    this.g = g;
    this.config = config;
    this.text = text;
    this.audio = audio;
    this.audioPositions = geometry.audioPositions().stream().flatMap(List::stream).toList();
    float[] numbers = new float[geometry.frames()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    this.frameNumbers = FloatTensor.of(numbers, numbers.length, 1);
  }

  /** The transformer of that name over (batch, frames, height, width, channels). */
  Value apply(String module, Value x, int heads, BlockKind kind) {
    int c = x.dim(-1);
    int b = x.dim(0);
    int f = x.dim(1);
    int places = x.dim(2) * x.dim(3);
    Value h = g.groupNorm(module + ".norm", x, new GroupNorm(config.groups(), GROUP_NORM_EPS, 2));
    h = g.reshape(g.linear(module + ".proj_in", h, c), b, f, places, c);
    String block = module + ".transformer_blocks.0";
    h = g.add(h, firstFrame(block + ".attn1", normed(block + ".norm1", h), heads));
    if (kind.hears()) {
      h = g.add(h, sound(block + ".attn_audio", normed(block + ".norm_audio", h), heads));
    }
    h = g.add(h, words(block + ".attn2", normed(block + ".norm2", h), heads));
    h = g.add(h, time(block, h, heads));
    h = g.add(h, feedForward(block + ".ff", normed(block + ".norm3", h)));
    h = g.linear(module + ".proj_out", h, c);
    return g.mark(module, g.add(g.reshape(h, x.shape().dims()), x));
  }

  private Value normed(String module, Value x) {
    return g.layerNorm(module, x, NORM_EPS);
  }

  /** Queries from every frame, keys and values from the first. */
  private Value firstFrame(String module, Value x, int heads) {
    int b = x.dim(0);
    int c = x.dim(-1);
    Value first = g.reshape(g.slice(x, 1, 0, 1), b, x.dim(2), c);
    Value q = g.reshape(g.linearWithoutBias(module + ".to_q", x, c), b, x.dim(1) * x.dim(2), c);
    return attend(module, q, first, heads, x.shape());
  }

  /** Each frame attends to the sound's tokens of its own time. */
  private Value sound(String module, Value x, int heads) {
    int b = x.dim(0);
    int f = x.dim(1);
    int c = x.dim(-1);
    int seen = audioPositions.size() / f;
    Value q = g.reshape(g.linearWithoutBias(module + ".to_q", x, c), b * f, x.dim(2), c);
    Value k =
        g.reshape(
            g.gather(g.linearWithoutBias(module + ".to_k", audio, c), 1, audioPositions),
            b * f,
            seen,
            c);
    Value v =
        g.reshape(
            g.gather(g.linearWithoutBias(module + ".to_v", audio, c), 1, audioPositions),
            b * f,
            seen,
            c);
    Value mixed = g.attention(new Attention(heads, Attention.Masking.NONE), q, k, v);
    return g.reshape(g.linear(module + ".to_out.0", mixed, c), x.shape().dims());
  }

  private Value words(String module, Value x, int heads) {
    Value q =
        g.reshape(
            g.linearWithoutBias(module + ".to_q", x, x.dim(-1)),
            x.dim(0),
            x.dim(1) * x.dim(2),
            x.dim(-1));
    return attend(module, q, text, heads, x.shape());
  }

  private Value attend(String module, Value q, Value context, int heads, Shape shape) {
    int c = shape.dim(-1);
    Value k = g.linearWithoutBias(module + ".to_k", context, c);
    Value v = g.linearWithoutBias(module + ".to_v", context, c);
    Value mixed = g.attention(new Attention(heads, Attention.Masking.NONE), q, k, v);
    return g.reshape(g.linear(module + ".to_out.0", mixed, c), shape.dims());
  }

  /**
   * Attention along the frames of each place; the frames' positions are added before the norm, in
   * this branch only.
   */
  private Value time(String block, Value x, int heads) {
    int c = x.dim(-1);
    Value angles = g.multiply(g.constant(frameNumbers), g.constant(Sinusoid.frequencies(c, 0)));
    Value positions =
        g.concat(1, g.apply(Unary.Function.COS, angles), g.apply(Unary.Function.SIN, angles));
    Value hidden =
        g.apply(
            Unary.Function.SILU, g.linear(block + ".pos_embedding_temp.linear_1", positions, c));
    Value embedding =
        g.reshape(g.linear(block + ".pos_embedding_temp.linear_2", hidden, c), x.dim(1), 1, c);
    Value normed = normed(block + ".norm_temp", g.add(x, embedding));
    String module = block + ".attn_temp";
    Value q = g.linearWithoutBias(module + ".to_q", normed, c);
    Value k = g.linearWithoutBias(module + ".to_k", normed, c);
    Value v = g.linearWithoutBias(module + ".to_v", normed, c);
    return g.linear(module + ".to_out.0", g.frameAttention(heads, q, k, v), c);
  }

  /**
   * GEGLU: the matrix's two halves are read as two matrices, so that nothing is split afterwards.
   */
  private Value feedForward(String module, Value x) {
    int c = x.dim(-1);
    int inner = 4 * c;
    Shape whole = Shape.of(2 * inner, c);
    Value content =
        g.linear(
            x,
            g.weightRows(module + ".net.0.proj.weight", whole, 0, inner),
            g.weightRows(module + ".net.0.proj.bias", Shape.of(2 * inner), 0, inner));
    Value gate =
        g.linear(
            x,
            g.weightRows(module + ".net.0.proj.weight", whole, inner, inner),
            g.weightRows(module + ".net.0.proj.bias", Shape.of(2 * inner), inner, inner));
    return g.linear(module + ".net.2", g.multiply(content, g.apply(Unary.Function.GELU, gate)), c);
  }
}
