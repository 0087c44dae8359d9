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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** ImageBind's audio encoder. */
public final class ImageBindAudioGraph {
  /** Mel bins of a spectrogram. */
  public static final int BINS = 128;

  /** Time steps of a spectrogram: 2 s at 10 ms, padded. */
  public static final int STEPS = 204;

  private static final int KERNEL = 16;
  private static final int STRIDE = 10;

  /** Rows of patches, along the mel bins: 12. */
  public static final int PATCH_ROWS = (BINS - KERNEL) / STRIDE + 1;

  /** Columns of patches, along time: 19. */
  public static final int PATCH_COLUMNS = (STEPS - KERNEL) / STRIDE + 1;

  /** Tokens: the class token, then the patches row by row. */
  public static final int TOKENS = 1 + PATCH_ROWS * PATCH_COLUMNS;

  /** The input of {@link #droppingGraph} that says what is dropped. */
  static final String PATHS = "paths";

  private static final String TOKEN_NORM = "final_layer_norm";
  private static final float STEM_EPS = 1e-5f;

  private ImageBindAudioGraph() {}

  /**
   * The encoder's outputs.
   *
   * @param tokens what the animation model attends to (batch, 229, width): the trunk's output
   *     through a layer normalisation, whose weights are used if the checkpoint holds {@code
   *     final_layer_norm.*} and are ones and zeros else
   * @param head the projection of the class token (batch, embedding)
   * @param embedding that at length 1 times the logit scale, 20 in the published model
   */
  public record Results(Value tokens, Value head, Value embedding) {}

  /**
   * The encoder: {@code mel} (batch, 1, 128, 204), normalised, to {@code tokens}, {@code head} and
   * {@code embedding}; see {@link Results}.
   *
   * @throws GraphException if weights are missing or misshapen
   */
  public static Graph graph(
      ImageBindConfig config, ImageBindNames names, WeightCatalogue catalogue, int batch) {
    GraphBuilder g = new GraphBuilder("ImageBind audio encoder", catalogue);
    Results results = describe(Scope.root(g), config, names, mel(g, batch));
    g.output("tokens", results.tokens());
    g.output("head", results.head());
    g.output("embedding", results.embedding());
    return g.build();
  }

  /**
   * The tokens of the encoder in training mode: what the branches of its blocks add is multiplied
   * with the input {@code paths}, (blocks x 2, 229), from {@link DropPath}.
   */
  static Graph droppingGraph(
      ImageBindConfig config, ImageBindNames names, WeightCatalogue catalogue, int batch) {
    GraphBuilder g = new GraphBuilder("ImageBind audio encoder in training mode", catalogue);
    Scope s = Scope.root(g);
    Value mel = mel(g, batch);
    Value paths =
        g.input(PATHS, Rate.CLIP, ElementType.F32, config.blocks() * DropPath.BRANCHES, TOKENS);
    ImageBindTransformer transformer = transformer(s, config, names, Optional.of(paths));
    g.output("tokens", tokens(s.sub(TOKEN_NORM), states(transformer, config.width(), mel)));
    return g.build();
  }

  private static Value mel(GraphBuilder g, int batch) {
    return g.input("mel", Rate.CLIP, ElementType.F32, batch, 1, BINS, STEPS);
  }

  /**
   * Describes the encoder.
   *
   * @param mel (batch, 1, 128, 204), normalised
   */
  public static Results describe(Scope s, ImageBindConfig config, ImageBindNames names, Value mel) {
    ImageBindTransformer transformer = transformer(s, config, names, Optional.empty());
    Value states = states(transformer, config.width(), mel);
    Value tokens = tokens(s.sub(TOKEN_NORM), states);
    Value head = transformer.head(transformer.classToken(states), "0", "2");
    return new Results(tokens, head, transformer.scaled(head));
  }

  private static ImageBindTransformer transformer(
      Scope s, ImageBindConfig config, ImageBindNames names, Optional<Value> paths) {
    return new ImageBindTransformer(s, config, names, Modality.AUDIO, paths);
  }

  private static Value states(ImageBindTransformer transformer, int width, Value mel) {
    Scope stem = transformer.preprocessor().sub("rgbt_stem");
    return transformer.blocks(transformer.withClassToken(patches(stem, width, mel)));
  }

  private static Value patches(Scope s, int width, Value mel) {
    GraphBuilder g = s.graph();
    int batch = mel.dim(0);
    Value image = g.reshape(mel, batch, BINS, STEPS, 1);
    Value patches =
        s.sub("proj").convWithoutBias(Conv.square(STRIDE, 0), image, width, KERNEL, KERNEL);
    patches = g.reshape(patches, batch, PATCH_ROWS * PATCH_COLUMNS, width);
    Scope norm = s.sub("norm_layer");
    return norm.mark(norm.layerNorm(patches, STEM_EPS));
  }

  private static Value tokens(Scope norm, Value states) {
    return norm.hasWeight("weight")
        ? norm.layerNorm(states, ImageBindTransformer.EPS)
        : norm.graph().layerNormWithoutWeights(states, ImageBindTransformer.EPS);
  }

  /** The names and shapes of the weights, without those that a checkpoint need not hold. */
  public static Map<String, Shape> weights(ImageBindConfig config, ImageBindNames names) {
    return WeightCatalogue.demandedBy(weights -> graph(config, names, weights, 1));
  }

  /** The names and shapes of the normalisation of tokens, which a checkpoint may hold or not. */
  public static Map<String, Shape> optionalWeights(ImageBindConfig config) {
    Shape shape = Shape.of(config.width());
    Map<String, Shape> weights = new LinkedHashMap<>();
    weights.put(TOKEN_NORM + ".weight", shape);
    weights.put(TOKEN_NORM + ".bias", shape);
    return weights;
  }
}
