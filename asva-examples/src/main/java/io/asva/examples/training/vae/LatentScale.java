package io.asva.examples.training.vae;

import io.asva.core.Cancellation;
import io.asva.examples.training.data.PictureBatch;
import io.asva.media.Picture;
import io.asva.vae.LatentDistribution;
import io.asva.vae.Vae;
import java.util.List;

/** The factor that gives latents unit variance (Rombach et al., 2022, section G). */
final class LatentScale {
  private LatentScale() {}

  /** One over the standard deviation of draws from pictures' distributions. */
  static double of(Vae vae, List<Picture> pictures) {
    double sum = 0;
    double squares = 0;
    long count = 0;
    for (Picture picture : pictures) {
      LatentDistribution latent =
          vae.distribution(PictureBatch.of(List.of(picture)), new Cancellation());
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
