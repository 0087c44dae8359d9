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
import java.util.LinkedHashMap;
import java.util.Map;

/** The description of ImageBind's audio encoder. */
public final class AudioTower {
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

  private AudioTower() {}

  /**
   * The encoder: {@code mel} (batch, 1, 128, 204), normalised, to
   *
   * <ul>
   *   <li>{@code tokens} (batch, 229, width), what the animation model attends to: the trunk's
   *       output through a layer normalisation, whose weights are used if the checkpoint holds
   *       {@code final_layer_norm.*} and are ones and zeros else;
   *   <li>{@code head} (batch, embedding), the projection of the class token;
   *   <li>{@code embedding} (batch, embedding), that at length 1 times the logit scale, 20 in the
   *       published model.
   * </ul>
   *
   * @throws GraphException if weights are missing or misshapen
   */
  public static Graph graph(
      TowerConfig config, TowerNames names, WeightCatalogue catalogue, int batch) {
    GraphBuilder b = new GraphBuilder("ImageBind audio encoder", catalogue);
    Value mel = b.input("mel", Rate.CLIP, ElementType.F32, batch, 1, BINS, STEPS);
    Results results = describe(b, config, names, mel);
    b.output("tokens", results.tokens());
    b.output("head", results.head());
    b.output("embedding", results.embedding());
    return b.build();
  }

  /**
   * The tokens of the encoder in training mode: what the branches of its blocks add is multiplied
   * with the input {@code paths}, (blocks x 2, 229), from {@link DropPath}.
   */
  static Graph droppingGraph(
      TowerConfig config, TowerNames names, WeightCatalogue catalogue, int batch) {
    GraphBuilder b = new GraphBuilder("ImageBind audio encoder in training mode", catalogue);
    Value mel = b.input("mel", Rate.CLIP, ElementType.F32, batch, 1, BINS, STEPS);
    Value paths =
        b.input(PATHS, Rate.CLIP, ElementType.F32, config.blocks() * DropPath.BRANCHES, TOKENS);
    TowerBlocks blocks = blocks(b, config, names).dropping(paths);
    b.output("tokens", tokens(b, trunk(b, config, names, blocks, mel)));
    return b.build();
  }

  /**
   * What the encoder gives; see {@link #graph}.
   *
   * @param tokens what the animation model attends to
   * @param head the projection of the class token
   * @param embedding that at length 1 times the logit scale
   */
  public record Results(Value tokens, Value head, Value embedding) {}

  /**
   * Adds the encoder to a description.
   *
   * @param mel (batch, 1, 128, 204)
   */
  public static Results describe(GraphBuilder b, TowerConfig config, TowerNames names, Value mel) {
    TowerBlocks blocks = blocks(b, config, names);
    Value states = trunk(b, config, names, blocks, mel);
    Value tokens = tokens(b, states);
    Value head = blocks.head(blocks.classToken(states), "0", "2");
    return new Results(tokens, head, blocks.scaled(head));
  }

  private static TowerBlocks blocks(GraphBuilder b, TowerConfig config, TowerNames names) {
    return new TowerBlocks(b, config, names, Attention.Masking.NONE, TowerBlocks.ExtraKey.LEARNED);
  }

  private static Value trunk(
      GraphBuilder b, TowerConfig config, TowerNames names, TowerBlocks blocks, Value mel) {
    return blocks.trunk(blocks.withClassToken(patches(b, config, names, mel)));
  }

  private static Value tokens(GraphBuilder b, Value states) {
    return b.hasWeight(TOKEN_NORM + ".weight")
        ? b.layerNorm(TOKEN_NORM, states, TowerBlocks.EPS)
        : b.layerNormWithoutWeights(states, TowerBlocks.EPS);
  }

  /** The names and shapes of the weights, without those that a checkpoint need not hold. */
  public static Map<String, Shape> weights(TowerConfig config, TowerNames names) {
    WeightCatalogue catalogue = WeightCatalogue.recording();
    graph(config, names, catalogue, 1);
    return catalogue.expected();
  }

  /** The names and shapes of the normalisation of tokens, which a checkpoint may hold or not. */
  public static Map<String, Shape> optionalWeights(TowerConfig config) {
    Shape shape = Shape.of(config.width());
    Map<String, Shape> weights = new LinkedHashMap<>();
    weights.put(TOKEN_NORM + ".weight", shape);
    weights.put(TOKEN_NORM + ".bias", shape);
    return weights;
  }

  private static Value patches(GraphBuilder b, TowerConfig config, TowerNames names, Value mel) {
    int batch = mel.dim(0);
    String stem = names.preprocessor() + "rgbt_stem.";
    Value picture = b.reshape(mel, batch, BINS, STEPS, 1);
    Value x =
        b.convWithoutBias(
            stem + "proj", Conv.square(STRIDE, 0), picture, config.width(), KERNEL, KERNEL);
    x = b.reshape(x, batch, PATCH_ROWS * PATCH_COLUMNS, config.width());
    return b.mark(stem + "norm_layer", b.layerNorm(stem + "norm_layer", x, STEM_EPS));
  }
}
