package io.asva.audio.imagebind;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** What ImageBind's encoders have in common: class token, transformer blocks, head. */
final class TowerBlocks {
  static final float EPS = 1e-6f;
  private static final int MLP_RATIO = 4;
  private static final float MAX_LOGIT_SCALE = 100;

  private final GraphBuilder b;
  private final TowerConfig config;
  private final TowerNames names;
  private final Attention attention;
  private final ExtraKey extraKey;
  private @Nullable Value paths;

  /** Whether every attention has one more key and value, which are weights. */
  enum ExtraKey {
    NONE,
    LEARNED
  }

  TowerBlocks(
      GraphBuilder builder,
      TowerConfig config,
      TowerNames names,
      Attention.Masking masking,
      ExtraKey extraKey) {
    this.b = builder;
    this.config = config;
    this.names = names;
    this.attention = new Attention(config.heads(), masking);
    this.extraKey = extraKey;
  }

  /** Makes blocks whose branches are multiplied with rows (blocks x 2, tokens) of factors. */
  TowerBlocks dropping(Value factors) {
    this.paths = factors;
    return this;
  }

  /** Patches (batch, n, width) with the class token before them, and positions added. */
  Value withClassToken(Value patches) {
    int batch = patches.dim(0);
    int c = config.width();
    Value token = b.weight(names.preprocessor() + "cls_token", 1, 1, c);
    Value tokens = b.concat(1, b.expand(token, batch, 1, c), patches);
    Value positions = b.weight(names.positions(), 1, tokens.dim(1), c);
    return b.mark(names.preprocessor() + "tokens", b.add(tokens, positions));
  }

  Value trunk(Value tokens) {
    Value x = tokens;
    for (int i = 0; i < config.blocks(); i++) {
      x = block(i, x);
    }
    return x;
  }

  private Value block(int index, Value x) {
    String module = names.block(index);
    Value y = selfAttention(module + ".attn", b.layerNorm(module + ".norm_1", x, EPS));
    Value middle = b.add(x, branch(DropPath.BRANCHES * index, y));
    y = b.layerNorm(module + ".norm_2", middle, EPS);
    y = b.linear(module + ".mlp.fc1", y, MLP_RATIO * config.width());
    y = b.linear(module + ".mlp.fc2", b.apply(Unary.Function.GELU, y), config.width());
    return b.mark(module, b.add(middle, branch(DropPath.BRANCHES * index + 1, y)));
  }

  /** What a branch adds, some tokens of it dropped. */
  private Value branch(int row, Value y) {
    return paths == null
        ? y
        : b.multiply(y, b.reshape(b.slice(paths, 0, row, row + 1), 1, y.dim(1), 1));
  }

  private Value selfAttention(String module, Value x) {
    Value keys = projection(module, x, 1);
    Value values = projection(module, x, 2);
    if (extraKey == ExtraKey.LEARNED) {
      keys = appended(keys, module + ".bias_k");
      values = appended(values, module + ".bias_v");
    }
    Value y = b.attention(attention, projection(module, x, 0), keys, values);
    return b.mark(module, b.linear(module + ".out_proj", y, config.width()));
  }

  /** Queries (0), keys (1) or values (2), whose matrices lie one after another in one tensor. */
  private Value projection(String module, Value x, int which) {
    int c = config.width();
    return b.linear(
        x,
        b.weightRows(module + ".in_proj_weight", Shape.of(3 * c, c), which * c, c),
        b.weightRows(module + ".in_proj_bias", Shape.of(3 * c), which * c, c));
  }

  private Value appended(Value rows, String weight) {
    int c = config.width();
    return b.concat(1, rows, b.expand(b.weight(weight, 1, 1, c), rows.dim(0), 1, c));
  }

  /** The embedding of a chosen token (batch, width), before it is normalised. */
  Value head(Value token, String norm, String projection) {
    Value x = b.layerNorm(names.head() + norm, token, EPS);
    return b.linearWithoutBias(names.head() + projection, x, config.embedding());
  }

  /** The class token of a trunk's output. */
  Value classToken(Value tokens) {
    return b.reshape(b.slice(tokens, 1, 0, 1), tokens.dim(0), config.width());
  }

  /** Rows of length 1 times the logit scale, whose logarithm is a weight. */
  Value scaled(Value embedding) {
    Value scale = b.apply(Unary.Function.EXP, b.weight(names.logitScale()));
    return b.multiply(b.l2Normalize(embedding), b.clamp(scale, 0, MAX_LOGIT_SCALE));
  }
}
