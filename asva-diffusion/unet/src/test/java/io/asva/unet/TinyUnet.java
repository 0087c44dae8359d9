package io.asva.unet;

import io.asva.core.testing.Configs;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import java.util.List;

/** A UNet of two levels and one block each, which takes milliseconds. */
public final class TinyUnet {
  /** Its configuration file. */
  public static final String CONFIG =
      """
      {"block_out_channels": [8, 16], "layers_per_block": 1, "norm_num_groups": 4,
       "down_block_types": ["FFSpatioAudioTempCrossAttnDownBlock3D", "FFSpatioTempResDownBlock3D"],
       "up_block_types": ["FFSpatioTempResUpBlock3D", "FFSpatioAudioTempCrossAttnUpBlock3D"],
       "cross_attention_dim": 8, "audio_cross_attention_dim": 64, "attention_head_dim": 2}
      """;

  private TinyUnet() {}

  /** Its configuration. */
  public static UnetConfig config() {
    return UnetConfig.of(Configs.of(CONFIG));
  }

  /** Its weights. */
  public static Weights weights() {
    return weights(config());
  }

  /** Weights of another configuration. */
  public static Weights weights(UnetConfig config) {
    return RecipeWeights.of(new WeightRecipe("tiny-unet", 1), List.of(), UnetGraph.weights(config));
  }
}
