package io.asva.examples.bench;

import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.audio.imagebind.Modality;
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
    UnetConfig unet = UnetConfig.published();
    VaeConfig vae = VaeConfig.published();
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
}
