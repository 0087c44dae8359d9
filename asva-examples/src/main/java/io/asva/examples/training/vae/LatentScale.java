package io.asva.examples.training.vae;

import io.asva.core.Cancellation;
import io.asva.examples.training.data.ImageBatch;
import io.asva.media.Image;
import io.asva.vae.LatentDistribution;
import io.asva.vae.Vae;
import java.util.List;

/** The factor that gives latents unit variance (Rombach et al., 2022, section G). */
final class LatentScale {
  private LatentScale() {}

  /** One over the standard deviation of draws from images' distributions. */
  static double of(Vae vae, List<Image> images) {
    double sum = 0;
    double squares = 0;
    long count = 0;
    for (Image image : images) {
      LatentDistribution latent =
          vae.distribution(ImageBatch.of(List.of(image)), new Cancellation());
      float[] means = latent.mean().values();
      float[] stds = latent.std().values();
      for (int i = 0; i < means.length; i++) {
        sum += means[i];
        squares += (double) means[i] * means[i] + (double) stds[i] * stds[i];
      }
      count += means.length;
    }
    double mean = sum / count;
    return 1 / Math.sqrt(squares / count - mean * mean);
  }
}
