package io.asva.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.audio.SegmentMask;
import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.audio.imagebind.Modality;
import io.asva.core.config.ModelConfig;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import io.asva.unet.Unet;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetGraph;
import io.asva.vae.VaeConfig;
import io.asva.vae.VaeGraph;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The networks of the published animator: their configurations, weights of a recipe in place of the
 * trained ones (speed doesn't depend on them), and inputs of random numbers.
 */
final class FullSize {
  static final int FRAMES = 12;
  static final int TEXT_TOKENS = 77;
  static final int AUDIO_TOKENS = 229;
  static final int WIDTH = 768;

  private FullSize() {}

  static UnetConfig unet() {
    return UnetConfig.published();
  }

  static VaeConfig vae() {
    return VaeConfig.published();
  }

  static ImageBindConfig audio() {
    return ImageBindConfig.huge(Modality.AUDIO);
  }

  /** 1.17 billion numbers, 4.7 GB: made once, which takes half a minute. */
  static Weights unetWeights() {
    return weights("unet-full", UnetGraph.weights(unet()));
  }

  /** The UNet, cut at a skip connection, or whole for one below 0. */
  static Unet open(int height, int width, int branch, String device, int threads) {
    UnetGeometry geometry = geometry(height, width);
    Device where = Settings.device(device);
    NetworkOptions how = Settings.threads(threads);
    return branch < 0
        ? Unet.open(unet(), geometry, unetWeights(), where, how)
        : Unet.openCut(unet(), geometry, unetWeights(), where, how, branch);
  }

  static Weights vaeWeights() {
    return weights("vae-full", VaeGraph.weights(vae()));
  }

  static Weights audioWeights() {
    return weights("audio-full", ImageBindAudioGraph.weights(audio(), ImageBindNames.trained()));
  }

  static Weights weights(String seed, Map<String, Shape> manifest) {
    return RecipeWeights.of(new WeightRecipe(seed, 1), List.of(), manifest, Settings.cache());
  }

  /** Twelve frames of latents of a height and width, each frame attending to its part of audio. */
  static UnetGeometry geometry(int height, int width) {
    List<List<Integer>> positions =
        Arrays.stream(SegmentMask.of(FRAMES).tokenIndices())
            .map(row -> Arrays.stream(row).boxed().toList())
            .toList();
    return new UnetGeometry(1, FRAMES, height, width, TEXT_TOKENS, AUDIO_TOKENS, positions);
  }

  /** Standard normal numbers. */
  static FloatTensor random(long seed, int... dims) {
    Random random = new Random(seed);
    FloatTensor tensor = FloatTensor.zeros(dims);
    for (int i = 0; i < tensor.values().length; i++) {
      tensor.values()[i] = (float) random.nextGaussian();
    }
    return tensor;
  }

  static ModelConfig json(String text) {
    try {
      return ModelConfig.of(new ObjectMapper().readTree(text), "the benchmark's configuration");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
