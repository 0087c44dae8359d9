package io.asva.diffusion.text;

import io.asva.core.config.ModelConfig;
import io.asva.core.config.ModelConfigException;
import io.asva.core.graph.op.Unary;

/**
 * The shape of a CLIP text encoder ({@code CLIPTextModel} of transformers 4.41).
 *
 * @param vocabulary number of token ids
 * @param width channels of a token
 * @param mlpWidth channels inside a block's feed-forward part
 * @param layers number of blocks
 * @param heads attention heads of a block
 * @param positions the longest sequence
 * @param activation between the two layers of the feed-forward part
 * @param eps of each layer normalisation
 */
public record ClipTextConfig(
    int vocabulary,
    int width,
    int mlpWidth,
    int layers,
    int heads,
    int positions,
    Unary.Function activation,
    float eps) {
  private static final int MAX_WIDTH = 1 << 16;
  private static final int MAX_VOCABULARY = 1 << 22;
  private static final int MAX_LAYERS = 1 << 10;

  /**
   * The shape that a {@code config.json} names; what it omits has transformers' default.
   *
   * @throws ModelConfigException if a setting makes no sense, or the activation is neither {@code
   *     quick_gelu} nor {@code gelu}
   */
  public static ClipTextConfig of(ModelConfig config) {
    int width = config.count("hidden_size", 512, MAX_WIDTH);
    int heads = config.count("num_attention_heads", 8, MAX_WIDTH);
    if (width % heads != 0) {
      throw config.unsupported("num_attention_heads", heads, "divisors of hidden_size " + width);
    }
    return new ClipTextConfig(
        config.count("vocab_size", 49408, MAX_VOCABULARY),
        width,
        config.count("intermediate_size", 2048, MAX_WIDTH),
        config.count("num_hidden_layers", 12, MAX_LAYERS),
        heads,
        config.count("max_position_embeddings", 77, MAX_WIDTH),
        activation(config),
        (float) config.positive("layer_norm_eps", 1e-5));
  }

  private static Unary.Function activation(ModelConfig config) {
    String name = config.text("hidden_act", "quick_gelu");
    return switch (name) {
      case "quick_gelu" -> Unary.Function.QUICK_GELU;
      case "gelu" -> Unary.Function.GELU;
      default -> throw config.unsupported("hidden_act", name, "quick_gelu, gelu");
    };
  }
}
