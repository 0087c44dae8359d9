package io.asva.examples.training.data;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import io.asva.examples.drawn.Likeness;
import io.asva.media.Image;
import io.asva.vae.LatentDistribution;
import io.asva.vae.Vae;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Images and what an autoencoder makes of them.
 *
 * @param originals the images
 * @param decoded what became of them, through the means of their latents
 */
public record Reconstruction(List<Image> originals, List<Image> decoded) {
  /** Copies the lists. */
  public Reconstruction {
    originals = List.copyOf(originals);
    decoded = List.copyOf(decoded);
  }

  /** Encodes and decodes images by an autoencoder. */
  public static Reconstruction of(Vae vae, List<Image> images) {
    List<Image> decoded = new ArrayList<>();
    for (Image image : images) {
      LatentDistribution latent =
          vae.distribution(ImageBatch.of(List.of(image)), new Cancellation());
      float[] scaled = latent.mean().values().clone();
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] *= (float) vae.config().scalingFactor();
      }
      decoded.add(image(vae.decode(new FloatTensor(latent.mean().shape(), scaled))));
    }
    return new Reconstruction(images, decoded);
  }

  private static Image image(FloatTensor decoded) {
    byte[] rgb = new byte[decoded.values().length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (int) (255 * decoded.values()[i]);
    }
    return new Image(decoded.shape().dim(2), decoded.shape().dim(1), rgb);
  }

  /** Peak signal-to-noise ratio of each image in dB; 50 at most. */
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
        "{\"images\": %d, \"psnr_mean\": %.2f, \"psnr_min\": %.2f}%n",
        ratios.getCount(),
        ratios.getAverage(),
        ratios.getMin());
  }

  /** The first images in a row, what became of them below. */
  public Image sheet(int count) {
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
    return new Image(shown * width, 2 * height, sheet);
  }
}
