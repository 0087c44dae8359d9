package io.asva.examples.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.audio.imagebind.Modality;
import io.asva.core.config.ModelConfig;
import io.asva.core.files.AsvaCache;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import io.asva.diffusion.AnimatorBuilder;
import io.asva.diffusion.spi.AudioEncoder;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGraph;
import io.asva.unet.UnetModel;
import io.asva.vae.Vae;
import io.asva.vae.VaeConfig;
import io.asva.vae.VaeGraph;
import java.util.List;
import java.util.Map;

/**
 * The networks of the published animator with weights of a recipe in place of the trained ones:
 * speed doesn't depend on them. Their files, 5.4 GB, go with the process.
 */
final class FullSizeParts {
  private FullSizeParts() {}

  static AnimatorBuilder add(AnimatorBuilder builder, Device device) {
    UnetConfig unet =
        UnetConfig.of(
            json(
                """
        {"block_out_channels": [320, 640, 1280, 1280], "layers_per_block": 2,
         "cross_attention_dim": 768, "audio_cross_attention_dim": 768,
         "attention_head_dim": 8, "norm_num_groups": 32}"""));
    VaeConfig vae =
        VaeConfig.of(
            json(
                """
        {"block_out_channels": [128, 256, 512, 512], "layers_per_block": 2,
         "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D",
                              "DownEncoderBlock2D", "DownEncoderBlock2D"],
         "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D",
                            "UpDecoderBlock2D", "UpDecoderBlock2D"],
         "norm_num_groups": 32, "scaling_factor": 0.18215}"""));
    ImageBindConfig audio = ImageBindConfig.huge(Modality.AUDIO);
    return builder
        .unet(new UnetModel(unet, weights("unet", UnetGraph.weights(unet))))
        .vae(Vae.open(vae, weights("vae", VaeGraph.weights(vae)), device))
        .audioEncoder(
            AudioEncoder.of(
                ImageBindAudio.open(
                    audio,
                    weights("audio", ImageBindAudioGraph.weights(audio, ImageBindNames.trained())),
                    device)));
  }

  private static Weights weights(String seed, Map<String, Shape> manifest) {
    return RecipeWeights.of(
        new WeightRecipe("bench-" + seed, 1), List.of(), manifest, AsvaCache.scratch());
  }

  private static ModelConfig json(String text) {
    try {
      return ModelConfig.of(new ObjectMapper().readTree(text), "the published configuration");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
