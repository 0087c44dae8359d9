package io.asva.diffusion.text;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.MultiHeadAttention;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Attention;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import java.util.Map;

/** CLIP's text encoder ({@code CLIPTextModel} of transformers). */
public final class ClipTextGraph {
  private final GraphBuilder g;
  private final ClipTextConfig config;
  private final MultiHeadAttention attention;

  private ClipTextGraph(GraphBuilder g, ClipTextConfig config) {
    this.g = g;
    this.config = config;
    this.attention =
        new MultiHeadAttention(
            MultiHeadAttention.Names.TRANSFORMERS,
            config.numAttentionHeads(),
            Attention.Masking.CAUSAL);
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
    GraphBuilder g = new GraphBuilder("CLIP text encoder", catalogue);
    Value ids = g.input("ids", Rate.CLIP, ElementType.I64, batch, length);
    g.output("states", describe(Scope.root(g), config, ids));
    return g.build();
  }

  /**
   * Describes the encoder.
   *
   * @param ids (batch, length) of 64-bit integers
   * @return the last hidden states (batch, length, width)
   * @throws GraphException if the length is out of range
   */
  public static Value describe(Scope s, ClipTextConfig config, Value ids) {
    int length = ids.dim(1);
    if (length < 1 || length > config.maxPositionEmbeddings()) {
      throw new GraphException(
          "A text of "
              + length
              + " tokens can't be encoded: expected 1 to "
              + config.maxPositionEmbeddings()
              + ".");
    }
    return new ClipTextGraph(s.graph(), config).states(s.sub("text_model"), ids);
  }

  /** The names and shapes of the weights. */
  public static Map<String, Shape> weights(ClipTextConfig config) {
    return WeightCatalogue.demandedBy(
        weights -> graph(config, weights, 1, config.maxPositionEmbeddings()));
  }

  private Value states(Scope s, Value ids) {
    Value h = embeddings(s.sub("embeddings"), ids);
    for (int i = 0; i < config.numHiddenLayers(); i++) {
      h = layer(s.sub("encoder.layers").sub(i), h);
    }
    Scope norm = s.sub("final_layer_norm");
    return norm.mark(norm.layerNorm(h, config.layerNormEps()));
  }

  private Value embeddings(Scope s, Value ids) {
    int c = config.hiddenSize();
    Value tokens = s.weight("token_embedding.weight", config.vocabSize(), c);
    Shape positions = Shape.of(config.maxPositionEmbeddings(), c);
    Value first = s.firstRows("position_embedding.weight", positions, ids.dim(1));
    return s.mark(g.add(g.embedding(ids, tokens), first));
  }

  private Value layer(Scope s, Value x) {
    Scope attn = s.sub("self_attn");
    Value normed = s.sub("layer_norm1").layerNorm(x, config.layerNormEps());
    Value h = g.add(x, attn.mark(attention.apply(attn, normed)));
    normed = s.sub("layer_norm2").layerNorm(h, config.layerNormEps());
    Value inner =
        g.apply(config.hiddenAct(), s.sub("mlp.fc1").linear(normed, config.intermediateSize()));
    return s.mark(g.add(h, s.sub("mlp.fc2").linear(inner, config.hiddenSize())));
  }
}
