package io.asva.audio.imagebind;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Value;
import io.asva.core.graph.nn.MultiHeadAttention;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.Unary;
import java.util.Optional;

/** The part that ImageBind's encoders share: class token, transformer blocks, head. */
final class ImageBindTransformer {
  static final float EPS = 1e-6f;
  private static final int MLP_RATIO = 4;
  private static final float MAX_LOGIT_SCALE = 100;

  private final GraphBuilder g;
  private final ImageBindConfig config;
  private final MultiHeadAttention attention;
  private final MultiHeadAttention.ExtraKey extraKey;
  private final Optional<Value> paths;
  private final Scope preprocessor;
  private final Scope trunk;
  private final Scope head;
  private final Scope postprocessor;

  /**
   * The parts of one encoder.
   *
   * @param modality texts are read from left to right; audio has an extra key
   * @param paths what branches of blocks are multiplied with, (blocks x 2, tokens), in training
   */
  ImageBindTransformer(
      Scope s,
      ImageBindConfig config,
      ImageBindNames names,
      Modality modality,
      Optional<Value> paths) {
    this.g = s.graph();
    this.config = config;
    Attention.Masking masking =
        modality == Modality.TEXT ? Attention.Masking.CAUSAL : Attention.Masking.NONE;
    this.attention =
        new MultiHeadAttention(MultiHeadAttention.Names.TRANSFORMERS, config.heads(), masking);
    this.extraKey =
        modality == Modality.AUDIO
            ? MultiHeadAttention.ExtraKey.LEARNED
            : MultiHeadAttention.ExtraKey.NONE;
    this.paths = paths;
    this.preprocessor = s.sub(names.preprocessor());
    this.trunk = s.sub(names.trunk());
    this.head = s.sub(names.head());
    this.postprocessor = s.sub(names.postprocessor());
  }

  /** Where the preprocessor's weights are. */
  Scope preprocessor() {
    return preprocessor;
  }

  /** Where the blocks' weights are. */
  Scope trunk() {
    return trunk;
  }

  /** Patches (batch, n, width) with the class token before them, and positions added. */
  Value withClassToken(Value patches) {
    int batch = patches.dim(0);
    int c = config.width();
    Value token = preprocessor.weight("cls_token", 1, 1, c);
    Value tokens = g.concat(1, g.expand(token, batch, 1, c), patches);
    Value positions = preprocessor.weight("pos_embedding_helper.pos_embed", 1, tokens.dim(1), c);
    return preprocessor.sub("tokens").mark(g.add(tokens, positions));
  }

  /** The blocks, one after another. */
  Value blocks(Value tokens) {
    Value h = tokens;
    for (int i = 0; i < config.blocks(); i++) {
      h = block(trunk.sub("blocks").sub(i), h, i);
    }
    return h;
  }

  private Value block(Scope s, Value x, int index) {
    Scope attn = s.sub("attn");
    Value attended = attn.mark(attention.joint(attn, s.sub("norm_1").layerNorm(x, EPS), extraKey));
    Value h = g.add(x, branch(DropPath.BRANCHES * index, attended));
    Value inner = s.sub("mlp.fc1").linear(s.sub("norm_2").layerNorm(h, EPS), MLP_RATIO * x.dim(-1));
    Value mlp = s.sub("mlp.fc2").linear(g.gelu(inner), x.dim(-1));
    return s.mark(g.add(h, branch(DropPath.BRANCHES * index + 1, mlp)));
  }

  /** A residual branch's output, some of its tokens dropped. */
  private Value branch(int row, Value y) {
    return paths
        .map(all -> g.reshape(g.slice(all, 0, row, row + 1), 1, y.dim(1), 1))
        .map(factors -> g.multiply(y, factors))
        .orElse(y);
  }

  /** The embedding of a chosen token (batch, width), before it is normalised. */
  Value head(Value token, String norm, String projection) {
    Value normed = head.sub(norm).layerNorm(token, EPS);
    return head.sub(projection).linearWithoutBias(normed, config.embedding());
  }

  /** The class token of the blocks' result. */
  Value classToken(Value tokens) {
    return g.reshape(g.slice(tokens, 1, 0, 1), tokens.dim(0), config.width());
  }

  /** Rows of length 1 times the logit scale, whose logarithm is a weight. */
  Value scaled(Value embedding) {
    Value scale = g.apply(Unary.Function.EXP, postprocessor.weight("1.log_logit_scale"));
    return g.multiply(g.l2Normalize(embedding), g.clamp(scale, 0, MAX_LOGIT_SCALE));
  }
}
