package io.asva.diffusion.text;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.op.Attention;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import java.util.Map;

/**
 * The description of CLIP's text encoder. Weights have the names of transformers' state dict, with
 * the prefix {@code text_model.}.
 */
public final class ClipTextNetwork {
  private static final String PREFIX = "text_model.";

  private final GraphBuilder b;
  private final ClipTextConfig config;

  private ClipTextNetwork(GraphBuilder builder, ClipTextConfig config) {
    this.b = builder;
    this.config = config;
  }

  /**
   * The encoder: {@code ids} (batch, length) of 64-bit integers to {@code states} (batch, length,
   * width), the last hidden states after the final normalisation.
   *
   * @param length tokens of a text, at most the configuration's positions
   * @throws GraphException if weights are missing or misshapen, or the length is out of range
   */
  public static Graph graph(
      ClipTextConfig config, WeightCatalogue catalogue, int batch, int length) {
    GraphBuilder b = new GraphBuilder("CLIP text encoder", catalogue);
    Value ids = b.input("ids", Rate.CLIP, ElementType.I64, batch, length);
    b.output("states", describe(b, config, ids));
    return b.build();
  }

  /**
   * Adds the encoder to a description.
   *
   * @param ids (batch, length) of 64-bit integers
   * @return the last hidden states
   * @throws GraphException if the length is out of range
   */
  public static Value describe(GraphBuilder b, ClipTextConfig config, Value ids) {
    int length = ids.dim(1);
    if (length < 1 || length > config.positions()) {
      throw new GraphException(
          "A text of "
              + length
              + " tokens can't be encoded: expected 1 to "
              + config.positions()
              + ".");
    }
    return new ClipTextNetwork(b, config).states(ids);
  }

  /** The names and shapes of the weights. */
  public static Map<String, Shape> weights(ClipTextConfig config) {
    WeightCatalogue catalogue = WeightCatalogue.recording();
    graph(config, catalogue, 1, config.positions());
    return catalogue.expected();
  }

  private Value states(Value ids) {
    String embeddings = PREFIX + "embeddings.";
    Value tokens =
        b.weight(embeddings + "token_embedding.weight", config.vocabulary(), config.width());
    Value positions =
        b.weightRows(
            embeddings + "position_embedding.weight",
            Shape.of(config.positions(), config.width()),
            0,
            ids.dim(1));
    Value x = b.mark(PREFIX + "embeddings", b.add(b.embedding(ids, tokens), positions));
    for (int i = 0; i < config.layers(); i++) {
      x = layer(PREFIX + "encoder.layers." + i, x);
    }
    return b.mark(
        PREFIX + "final_layer_norm", b.layerNorm(PREFIX + "final_layer_norm", x, config.eps()));
  }

  private Value layer(String module, Value x) {
    Value y =
        attention(module + ".self_attn", b.layerNorm(module + ".layer_norm1", x, config.eps()));
    Value middle = b.add(x, y);
    y = b.layerNorm(module + ".layer_norm2", middle, config.eps());
    y = b.apply(config.activation(), b.linear(module + ".mlp.fc1", y, config.mlpWidth()));
    y = b.linear(module + ".mlp.fc2", y, config.width());
    return b.mark(module, b.add(middle, y));
  }

  private Value attention(String module, Value x) {
    int c = config.width();
    Value y =
        b.attention(
            new Attention(config.heads(), Attention.Masking.CAUSAL),
            b.linear(module + ".q_proj", x, c),
            b.linear(module + ".k_proj", x, c),
            b.linear(module + ".v_proj", x, c));
    return b.mark(module, b.linear(module + ".out_proj", y, c));
  }
}
