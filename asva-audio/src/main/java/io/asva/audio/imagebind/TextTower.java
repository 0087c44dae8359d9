package io.asva.audio.imagebind;

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

/** The description of ImageBind's text encoder. */
public final class TextTower {
  /** Tokens of a text, padding among them. */
  public static final int LENGTH = 77;

  /** Number of token ids. */
  public static final int VOCABULARY = 49408;

  private TextTower() {}

  /**
   * The encoder: {@code ids} (batch, 77) and {@code ends} (batch), both 64-bit integers, to {@code
   * embedding} (batch, embedding), at length 1 times the logit scale. {@code ends} says which token
   * of all the batch's, counted through from 0, stands for each text: the one of the largest id, so
   * {@code 77 row + position}.
   *
   * @throws GraphException if weights are missing or misshapen
   */
  public static Graph graph(
      TowerConfig config, TowerNames names, WeightCatalogue catalogue, int batch) {
    GraphBuilder b = new GraphBuilder("ImageBind text encoder", catalogue);
    TowerBlocks blocks =
        new TowerBlocks(b, config, names, Attention.Masking.CAUSAL, TowerBlocks.ExtraKey.NONE);
    Value ids = b.input("ids", Rate.CLIP, ElementType.I64, batch, LENGTH);
    Value ends = b.input("ends", Rate.CLIP, ElementType.I64, batch);
    int c = config.width();
    Value table = b.weight(names.preprocessor() + "token_embedding.weight", VOCABULARY, c);
    Value positions = b.weight(names.preprocessor() + "pos_embed", 1, LENGTH, c);
    Value x = blocks.trunk(b.add(b.embedding(ids, table), positions));
    Value last = b.embedding(ends, b.reshape(x, batch * LENGTH, c));
    b.output("embedding", blocks.scaled(blocks.head(last, "proj.0", "proj.1")));
    return b.build();
  }

  /** The names and shapes of the weights. */
  public static Map<String, Shape> weights(TowerConfig config, TowerNames names) {
    WeightCatalogue catalogue = WeightCatalogue.recording();
    graph(config, names, catalogue, 1);
    return catalogue.expected();
  }
}
