package io.asva.diffusion.text;

import io.asva.core.config.ModelConfig;
import io.asva.core.config.ModelConfigException;
import io.asva.core.graph.op.Unary;

/**
 * The shape of a CLIP text encoder ({@code CLIPTextModel} of transformers 4.41).
 *
 * @param vocabSize number of token ids
 * @param hiddenSize channels of a token
 * @param intermediateSize channels inside a block's feed-forward part
 * @param numHiddenLayers number of blocks
 * @param numAttentionHeads attention heads of a block
 * @param maxPositionEmbeddings the longest sequence
 * @param hiddenAct between the two layers of the feed-forward part
 * @param layerNormEps of each layer normalisation
 */
public record ClipTextConfig(
    int vocabSize,
    int hiddenSize,
    int intermediateSize,
    int numHiddenLayers,
    int numAttentionHeads,
    int maxPositionEmbeddings,
    Unary.Function hiddenAct,
    float layerNormEps) {
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
    int hiddenSize = config.count("hidden_size", 512, MAX_WIDTH);
    int numAttentionHeads = config.count("num_attention_heads", 8, MAX_WIDTH);
    if (hiddenSize % numAttentionHeads != 0) {
      throw config.unsupported(
          "num_attention_heads", numAttentionHeads, "divisors of hidden_size " + hiddenSize);
    }
    return new ClipTextConfig(
        config.count("vocab_size", 49408, MAX_VOCABULARY),
        hiddenSize,
        config.count("intermediate_size", 2048, MAX_WIDTH),
        config.count("num_hidden_layers", 12, MAX_LAYERS),
        numAttentionHeads,
        config.count("max_position_embeddings", 77, MAX_WIDTH),
        hiddenAct(config),
        (float) config.positive("layer_norm_eps", 1e-5));
  }

  private static Unary.Function hiddenAct(ModelConfig config) {
    String name = config.text("hidden_act", "quick_gelu");
    return switch (name) {
      case "quick_gelu" -> Unary.Function.QUICK_GELU;
      case "gelu" -> Unary.Function.GELU;
      default -> throw config.unsupported("hidden_act", name, "quick_gelu, gelu");
    };
  }
}
