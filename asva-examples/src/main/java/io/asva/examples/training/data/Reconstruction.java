package io.asva.examples.training.data;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import io.asva.examples.drawn.Likeness;
import io.asva.media.Picture;
import io.asva.vae.LatentDistribution;
import io.asva.vae.Vae;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Pictures and what an autoencoder makes of them.
 *
 * @param originals the pictures
 * @param decoded what became of them, through the means of their latents
 */
public record Reconstruction(List<Picture> originals, List<Picture> decoded) {
  /** Copies the lists. */
  public Reconstruction {
    originals = List.copyOf(originals);
    decoded = List.copyOf(decoded);
  }

  /** Encodes and decodes pictures by an autoencoder. */
  public static Reconstruction of(Vae vae, List<Picture> pictures) {
    List<Picture> decoded = new ArrayList<>();
    for (Picture picture : pictures) {
      LatentDistribution latent =
          vae.distribution(PictureBatch.of(List.of(picture)), new Cancellation());
      float[] scaled = latent.mean().values().clone();
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] *= (float) vae.config().scalingFactor();
      }
      decoded.add(picture(vae.decode(new FloatTensor(latent.mean().shape(), scaled))));
    }
    return new Reconstruction(pictures, decoded);
  }

  private static Picture picture(FloatTensor decoded) {
    byte[] rgb = new byte[decoded.values().length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (int) (255 * decoded.values()[i]);
    }
    return new Picture(decoded.shape().dim(2), decoded.shape().dim(1), rgb);
  }

  /** Peak signal-to-noise ratio of each picture in dB; 50 at most. */
  public List<Double> psnr() {
    List<Double> ratios = new ArrayList<>();
    for (int k = 0; k < originals.size(); k++) {
      ratios.add(Likeness.psnr(originals.get(k), decoded.get(k)));
    }
    return ratios;
  }

  /** The mean and the least ratio as JSON. */
  public String json() {
    var ratios = psnr().stream().mapToDouble(Double::doubleValue).summaryStatistics();
    return String.format(
        Locale.ROOT,
        "{\"pictures\": %d, \"psnr_mean\": %.2f, \"psnr_min\": %.2f}%n",
        ratios.getCount(),
        ratios.getAverage(),
        ratios.getMin());
  }

  /** The first pictures in a row, what became of them below. */
  public Picture sheet(int count) {
    int shown = Math.min(count, originals.size());
    int width = originals.get(0).width();
    int height = originals.get(0).height();
    byte[] sheet = new byte[2 * height * shown * width * 3];
    for (int i = 0; i < shown; i++) {
      for (int y = 0; y < height; y++) {
        int to = (y * shown + i) * width * 3;
        int below = ((y + height) * shown + i) * width * 3;
        System.arraycopy(originals.get(i).rgb(), y * width * 3, sheet, to, width * 3);
        System.arraycopy(decoded.get(i).rgb(), y * width * 3, sheet, below, width * 3);
      }
    }
    return new Picture(shown * width, 2 * height, sheet);
  }
}
