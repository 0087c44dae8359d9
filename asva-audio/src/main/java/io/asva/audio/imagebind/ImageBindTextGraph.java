package io.asva.audio.imagebind;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import java.util.Map;
import java.util.Optional;

/** ImageBind's text encoder. */
public final class ImageBindTextGraph {
  /** Tokens of a text, padding among them. */
  public static final int LENGTH = 77;

  /** Number of token ids. */
  public static final int VOCABULARY = 49408;

  private ImageBindTextGraph() {}

  /**
   * The encoder: {@code ids} (batch, 77) and {@code ends} (batch), both 64-bit integers, to {@code
   * embedding} (batch, embedding), at length 1 times the logit scale; see {@link #describe}.
   *
   * @throws GraphException if weights are missing or misshapen
   */
  public static Graph graph(
      ImageBindConfig config, ImageBindNames names, WeightCatalogue catalogue, int batch) {
    GraphBuilder g = new GraphBuilder("ImageBind text encoder", catalogue);
    Value ids = g.input("ids", Rate.CLIP, ElementType.I64, batch, LENGTH);
    Value ends = g.input("ends", Rate.CLIP, ElementType.I64, batch);
    g.output("embedding", describe(Scope.root(g), config, names, ids, ends));
    return g.build();
  }

  /**
   * Describes the encoder.
   *
   * @param ids (batch, 77)
   * @param ends which token of all the batch's, counted through from 0, stands for each text: the
   *     one of the largest id, so {@code 77 row + position}
   * @return the embedding
   */
  public static Value describe(
      Scope s, ImageBindConfig config, ImageBindNames names, Value ids, Value ends) {
    GraphBuilder g = s.graph();
    ImageBindTransformer transformer =
        new ImageBindTransformer(s, config, names, Modality.TEXT, Optional.empty());
    int c = config.width();
    Scope preprocessor = transformer.preprocessor();
    Value table = preprocessor.weight("token_embedding.weight", VOCABULARY, c);
    Value positions = preprocessor.weight("pos_embed", 1, LENGTH, c);
    Value states = transformer.blocks(g.add(g.embedding(ids, table), positions));
    Value last = g.embedding(ends, g.reshape(states, ids.dim(0) * LENGTH, c));
    return transformer.scaled(transformer.head(last, "proj.0", "proj.1"));
  }

  /** The names and shapes of the weights. */
  public static Map<String, Shape> weights(ImageBindConfig config, ImageBindNames names) {
    return WeightCatalogue.demandedBy(weights -> graph(config, names, weights, 1));
  }
}
