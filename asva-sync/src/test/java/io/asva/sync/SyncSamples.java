package io.asva.sync;

import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.audio.imagebind.ImageBindVisionGraph;
import io.asva.audio.imagebind.Modality;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.media.Video;
import io.asva.sync.network.NetworkWidths;
import io.asva.sync.network.SyncAudioGraph;
import io.asva.sync.network.SyncHeadGraph;
import io.asva.sync.network.SyncVideoGraph;
import io.asva.sync.network.SyncWeights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A small classifier, audio clips and videos. */
public final class SyncSamples {
  private static final NetworkWidths WIDTHS = new NetworkWidths(8, List.of(8, 8, 16, 16));

  private SyncSamples() {}

  /** Weights of the three networks under the names that training gives them. */
  public static Weights allWeights() {
    Map<String, Shape> all = new LinkedHashMap<>();
    SyncAudioGraph.weights(WIDTHS).forEach((n, shape) -> all.put("audio_encoder." + n, shape));
    SyncVideoGraph.weights(WIDTHS).forEach((n, shape) -> all.put("video_encoder." + n, shape));
    SyncHeadGraph.weights(SyncHeadGraph.Widths.published(16))
        .forEach((n, shape) -> all.put("head." + n, shape));
    return RecipeWeights.of(new WeightRecipe("small", 1.4), List.of(), all);
  }

  /** Weights of the three networks. */
  public static SyncWeights weights() {
    return SyncWeights.ofPrefixed(allWeights());
  }

  /** A small ImageBind, of the audio and vision encoders alone. */
  public static Weights imageBind() {
    ImageBindConfig audio = new ImageBindConfig(64, 1, 1, 16);
    ImageBindConfig vision = new ImageBindConfig(80, 1, 1, 16);
    Map<String, Shape> all =
        new LinkedHashMap<>(
            ImageBindAudioGraph.weights(audio, ImageBindNames.official(Modality.AUDIO)));
    all.putAll(ImageBindVisionGraph.weights(vision, ImageBindNames.official(Modality.VISION)));
    return RecipeWeights.of(new WeightRecipe("bind", 1), List.of(), all);
  }

  /** Noise of changing loudness. */
  public static Audio audio(int seed, double seconds) {
    Random random = new Random(seed);
    float[] samples = new float[(int) Math.round(seconds * 16000)];
    for (int i = 0; i < samples.length; i++) {
      double loudness = 0.1 + 0.1 * Math.sin(i * (seed + 3) / 3000.0);
      samples[i] = (float) (loudness * random.nextGaussian());
    }
    return new Audio(16000, new float[][] {samples});
  }

  /** An image of coarse random squares. */
  public static Image image(int seed) {
    byte[] colours = new byte[6 * 8 * 3];
    new Random(seed).nextBytes(colours);
    int height = 48;
    int width = 64;
    byte[] rgb = new byte[height * width * 3];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % width / 8;
      int y = i / 3 / width / 8;
      rgb[i] = colours[(y * 8 + x) * 3 + i % 3];
    }
    return new Image(width, height, rgb);
  }

  /** Images that differ. */
  public static Video video(int seed, int frames, double fps) {
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      images.add(image(1000 * seed + i));
    }
    return new Video(images, fps);
  }
}
