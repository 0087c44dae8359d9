package io.asva.media.internal;

import io.asva.media.Image;
import java.awt.image.Raster;

/**
 * Turns the components of a JPEG into RGB with the integer arithmetic of the JPEG library, so that
 * no colour profile takes part; CMYK is multiplied out as viewers without colour management do.
 */
final class JpegPixels {
  private static final int HALF = 1 << 15;
  private static final int CR_RED = fixed(1.402);
  private static final int CR_GREEN = fixed(0.714136286);
  private static final int CB_GREEN = fixed(0.344136286);
  private static final int CB_BLUE = fixed(1.772);

  private JpegPixels() {}

  private static int fixed(double value) {
    return (int) (value * (1 << 16) + 0.5);
  }

  /**
   * The pixels of a raster of 1, 3 or 4 components, whose memory they take over where it has their
   * form.
   */
  static Image of(Raster raster, JpegHeader header) {
    int width = raster.getWidth();
    int bands = raster.getNumBands();
    byte[] rgb =
        Rasters.interleaved(raster, 0, 1, 2)
            .orElseGet(() -> new byte[3 * width * raster.getHeight()]);
    int[] row = new int[width * bands];
    for (int y = 0, at = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++, at += 3) {
        int from = x * bands;
        if (bands < 3) {
          rgb[at] = rgb[at + 1] = rgb[at + 2] = (byte) row[from];
          continue;
        }
        if (header.transformed()) {
          toRgb(row, from);
        }
        for (int c = 0; c < 3; c++) {
          int value = row[from + c];
          if (bands == 4) {
            // YCCK stands for inverted CMY: its conversion gives RGB, which is 255 - CMY.
            int ink = header.transformed() ? 255 - value : value;
            int left = header.adobe() ? ink : 255 - ink;
            int key = header.adobe() ? row[from + 3] : 255 - row[from + 3];
            value = (left * key + 127) / 255;
          }
          rgb[at + c] = (byte) value;
        }
      }
    }
    return new Image(width, raster.getHeight(), rgb);
  }

  private static void toRgb(int[] row, int at) {
    int y = row[at];
    int cb = row[at + 1] - 128;
    int cr = row[at + 2] - 128;
    row[at] = clamp(y + ((CR_RED * cr + HALF) >> 16));
    row[at + 1] = clamp(y + ((-CB_GREEN * cb - CR_GREEN * cr + HALF) >> 16));
    row[at + 2] = clamp(y + ((CB_BLUE * cb + HALF) >> 16));
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
