package io.asva.unet;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Value;
import io.asva.core.graph.nn.FeedForward;
import io.asva.core.graph.nn.MultiHeadAttention;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.nn.TimeEmbedding;
import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.tensor.FloatTensor;
import java.util.List;

/**
 * The transformer of a UNet's level: first-frame attention, audio attention where the level has it,
 * text attention and temporal attention, then a feed-forward layer.
 */
final class SpatioTemporalTransformer {
  private static final float LAYER_NORM_EPS = 1e-5f;
  private static final float GROUP_NORM_EPS = 1e-6f;

  private final GraphBuilder g;
  private final GroupNorm norm;
  private final Value text;
  private final Value audio;
  private final List<List<Integer>> audioPositions;

  /**
   * Transformers of one UNet.
   *
   * @param text (batch, tokens, channels)
   * @param audio (batch, tokens, channels)
   * @param audioPositions the audio tokens that each frame attends to
   */
  SpatioTemporalTransformer(
      GraphBuilder g, int groups, Value text, Value audio, List<List<Integer>> audioPositions) {
    this.g = g;
    this.norm = new GroupNorm(groups, GROUP_NORM_EPS, 2);
    this.text = text;
    this.audio = audio;
    this.audioPositions = audioPositions;
  }

  /** A transformer over (batch, frames, height, width, channels). */
  Value apply(Scope s, Value x, int heads, BlockKind kind) {
    int c = x.dim(-1);
    Value h = s.sub("proj_in").linear(s.sub("norm").groupNorm(x, norm), c);
    h = g.reshape(h, x.dim(0), x.dim(1), x.dim(2) * x.dim(3), c);
    h = s.sub("proj_out").linear(block(s.sub("transformer_blocks").sub(0), h, heads, kind), c);
    return s.mark(g.add(g.reshape(h, x.shape().dims()), x));
  }

  /** The block over (batch, frames, positions, channels). */
  private Value block(Scope s, Value x, int heads, BlockKind kind) {
    MultiHeadAttention attention =
        new MultiHeadAttention(MultiHeadAttention.Names.DIFFUSERS, heads, Attention.Masking.NONE);
    Value normed = norm(s.sub("norm1"), x);
    Value h = g.add(x, attention.apply(s.sub("attn1"), normed, firstFrame(normed)));
    if (kind.hears()) {
      normed = norm(s.sub("norm_audio"), h);
      h = g.add(h, attention.apply(s.sub("attn_audio"), normed, audio, this::ofEachFrame));
    }
    h = g.add(h, attention.apply(s.sub("attn2"), norm(s.sub("norm2"), h), text));
    Value placed = g.add(h, framePositions(s.sub("pos_embedding_temp"), h));
    h = g.add(h, attention.alongFrames(s.sub("attn_temp"), norm(s.sub("norm_temp"), placed)));
    return g.add(h, FeedForward.geglu(s.sub("ff"), norm(s.sub("norm3"), h)));
  }

  private static Value norm(Scope s, Value x) {
    return s.layerNorm(x, LAYER_NORM_EPS);
  }

  private Value firstFrame(Value x) {
    return g.reshape(g.slice(x, 1, 0, 1), x.dim(0), x.dim(2), x.dim(3));
  }

  /**
   * Selects from all audio tokens (batch, tokens, c) those of each frame's time (batch x frames,
   * seen, c).
   */
  private Value ofEachFrame(Value tokens) {
    Value chosen = g.gather(tokens, 1, audioPositions.stream().flatMap(List::stream).toList());
    int frames = audioPositions.size();
    int seen = audioPositions.get(0).size();
    return g.reshape(chosen, tokens.dim(0) * frames, seen, tokens.dim(-1));
  }

  /** Embedded numbers of frames, as they are added to (batch, frames, positions, channels). */
  private Value framePositions(Scope s, Value x) {
    int frames = x.dim(1);
    int c = x.dim(-1);
    FloatTensor numbers = FloatTensor.zeros(frames, 1);
    for (int i = 0; i < frames; i++) {
      numbers.values()[i] = i;
    }
    Value embedding =
        new TimeEmbedding(c, 0, TimeEmbedding.Order.COS_SIN).apply(s, g.constant(numbers), c);
    return g.reshape(embedding, frames, 1, c);
  }
}
