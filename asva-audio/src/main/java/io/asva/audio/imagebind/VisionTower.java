package io.asva.audio.imagebind;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.Conv;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import java.util.List;
import java.util.Map;

/** The description of ImageBind's vision encoder. */
public final class VisionTower {
  /** Height and width of a picture. */
  public static final int SIZE = 224;

  private static final int PATCH = 14;
  private static final int FRAMES = 2;

  private VisionTower() {}

  /**
   * The encoder: {@code picture} (batch, 224, 224, 3), normalised as CLIP does, to {@code
   * embedding} (batch, embedding), rows of length 1.
   *
   * @throws GraphException if weights are missing or misshapen
   */
  public static Graph graph(
      TowerConfig config, TowerNames names, WeightCatalogue catalogue, int batch) {
    GraphBuilder b = new GraphBuilder("ImageBind vision encoder", catalogue);
    TowerBlocks blocks =
        new TowerBlocks(b, config, names, Attention.Masking.NONE, TowerBlocks.ExtraKey.NONE);
    Value picture = b.input("picture", Rate.CLIP, ElementType.F32, batch, SIZE, SIZE, 3);
    Value x = blocks.withClassToken(patches(b, config, names, picture));
    String before = names.trunk() + "pre_transformer_layer.0";
    x = blocks.trunk(b.mark(before, b.layerNorm(before, x, TowerBlocks.EPS)));
    b.output("embedding", b.l2Normalize(blocks.head(blocks.classToken(x), "0", "2")));
    return b.build();
  }

  /** The names and shapes of the weights. */
  public static Map<String, Shape> weights(TowerConfig config, TowerNames names) {
    WeightCatalogue catalogue = WeightCatalogue.recording();
    graph(config, names, catalogue, 1);
    return catalogue.expected();
  }

  /** The kernel spans two frames: a picture counts as a film of itself twice. */
  private static Value patches(
      GraphBuilder b, TowerConfig config, TowerNames names, Value picture) {
    int batch = picture.dim(0);
    Value frame = b.reshape(picture, batch, 1, SIZE, SIZE, 3);
    Value film = b.expand(frame, batch, FRAMES, SIZE, SIZE, 3);
    List<Integer> none = List.of(0, 0, 0);
    Conv conv = new Conv(List.of(FRAMES, PATCH, PATCH), none, none);
    String stem = names.preprocessor() + "rgbt_stem.proj.1";
    Value x = b.convWithoutBias(stem, conv, film, config.width(), FRAMES, PATCH, PATCH);
    return b.reshape(b.mark(stem, x), batch, (SIZE / PATCH) * (SIZE / PATCH), config.width());
  }
}
