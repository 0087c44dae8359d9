package io.asva.vae;

import io.asva.core.testing.Configs;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import java.util.List;

/** An autoencoder of two levels and one block each, which takes milliseconds. */
public final class TinyVae {
  /** Its configuration file. */
  public static final String CONFIG =
      """
      {"block_out_channels": [8, 8], "layers_per_block": 1, "norm_num_groups": 4,
       "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D"],
       "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D"]}
      """;

  private TinyVae() {}

  /** Its configuration. */
  public static VaeConfig config() {
    return VaeConfig.of(Configs.of(CONFIG));
  }

  /** Its weights. */
  public static Weights weights() {
    return weights(config());
  }

  /** Weights of another configuration. */
  public static Weights weights(VaeConfig config) {
    return RecipeWeights.of(new WeightRecipe("tiny-vae", 1), List.of(), VaeGraph.weights(config));
  }
}
