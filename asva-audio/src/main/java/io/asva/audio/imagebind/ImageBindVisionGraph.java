package io.asva.audio.imagebind;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Conv;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ImageBind's vision encoder. */
public final class ImageBindVisionGraph {
  /** Height and width of an image. */
  public static final int SIZE = 224;

  private static final int PATCH = 14;
  private static final int FRAMES = 2;

  private ImageBindVisionGraph() {}

  /**
   * The encoder: {@code image} (batch, 224, 224, 3), normalised as CLIP does, to {@code embedding}
   * (batch, embedding), rows of length 1.
   *
   * @throws GraphException if weights are missing or misshapen
   */
  public static Graph graph(
      ImageBindConfig config, ImageBindNames names, WeightCatalogue catalogue, int batch) {
    GraphBuilder g = new GraphBuilder("ImageBind vision encoder", catalogue);
    Value image = g.input("image", Rate.CLIP, ElementType.F32, batch, SIZE, SIZE, 3);
    g.output("embedding", describe(Scope.root(g), config, names, image));
    return g.build();
  }

  /**
   * Describes the encoder.
   *
   * @param image (batch, 224, 224, 3), normalised as CLIP does
   * @return the embedding
   */
  public static Value describe(Scope s, ImageBindConfig config, ImageBindNames names, Value image) {
    GraphBuilder g = s.graph();
    ImageBindTransformer transformer =
        new ImageBindTransformer(s, config, names, Modality.VISION, Optional.empty());
    Scope stem = transformer.preprocessor().sub("rgbt_stem.proj.1");
    Value tokens = transformer.withClassToken(patches(stem, config.width(), image));
    Scope norm = transformer.trunk().sub("pre_transformer_layer.0");
    tokens = norm.mark(norm.layerNorm(tokens, ImageBindTransformer.EPS));
    Value token = transformer.classToken(transformer.blocks(tokens));
    return g.l2Normalize(transformer.head(token, "0", "2"));
  }

  /** The kernel spans two frames: an image counts as a film of itself twice. */
  private static Value patches(Scope s, int width, Value image) {
    GraphBuilder g = s.graph();
    int batch = image.dim(0);
    Value film = g.expand(g.reshape(image, batch, 1, SIZE, SIZE, 3), batch, FRAMES, SIZE, SIZE, 3);
    List<Integer> none = List.of(0, 0, 0);
    Conv conv = new Conv(List.of(FRAMES, PATCH, PATCH), none, none);
    Value patches = s.mark(s.convWithoutBias(conv, film, width, FRAMES, PATCH, PATCH));
    return g.reshape(patches, batch, (SIZE / PATCH) * (SIZE / PATCH), width);
  }

  /** The names and shapes of the weights. */
  public static Map<String, Shape> weights(ImageBindConfig config, ImageBindNames names) {
    return WeightCatalogue.demandedBy(weights -> graph(config, names, weights, 1));
  }
}
