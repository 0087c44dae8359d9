package io.asva.diffusion.unet;

import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;

/**
 * Between the order in which latents are exchanged, channels before frames, and the networks' own,
 * channels last.
 */
public final class VideoLayout {
  private VideoLayout() {}

  /** (b, c, f, h, w) to (b, f, h, w, c). */
  public static FloatTensor channelsLast(FloatTensor x) {
    Shape s = x.shape();
    int c = s.dim(1);
    int places = Math.toIntExact(s.elements(2, 5));
    float[] result = new float[x.values().length];
    for (int b = 0; b < s.dim(0); b++) {
      for (int k = 0; k < c; k++) {
        int from = (b * c + k) * places;
        for (int p = 0; p < places; p++) {
          result[(b * places + p) * c + k] = x.values()[from + p];
        }
      }
    }
    return FloatTensor.of(result, s.dim(0), s.dim(2), s.dim(3), s.dim(4), c);
  }

  /** (b, f, h, w, c) to (b, c, f, h, w). */
  public static FloatTensor channelsFirst(FloatTensor x) {
    Shape s = x.shape();
    int c = s.dim(4);
    int places = Math.toIntExact(s.elements(1, 4));
    float[] result = new float[x.values().length];
    for (int b = 0; b < s.dim(0); b++) {
      for (int k = 0; k < c; k++) {
        int to = (b * c + k) * places;
        for (int p = 0; p < places; p++) {
          result[to + p] = x.values()[(b * places + p) * c + k];
        }
      }
    }
    return FloatTensor.of(result, s.dim(0), c, s.dim(1), s.dim(2), s.dim(3));
  }
}
