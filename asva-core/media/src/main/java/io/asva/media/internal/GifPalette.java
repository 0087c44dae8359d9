package io.asva.media.internal;

import io.asva.media.Image;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses 256 colours for images by median cut over 15-bit colours, and dithers with
 * Floyd-Steinberg's weights.
 */
final class GifPalette {
  private static final int COLOURS = 256;
  private static final int CELLS = 1 << 15;

  private final int[][] palette;
  private final short[] nearest = new short[CELLS];

  private GifPalette(int[][] palette) {
    this.palette = palette;
    Arrays.fill(nearest, (short) -1);
  }

  /** One palette for all frames of a video, so that still parts don't flicker. */
  static GifPalette of(List<Image> frames) {
    long[][] sums = new long[CELLS][];
    for (Image frame : frames) {
      count(frame.rgb(), sums);
    }
    List<int[]> colours = new ArrayList<>();
    for (long[] sum : sums) {
      if (sum != null) {
        long n = sum[3];
        int weight = (int) Math.min(Integer.MAX_VALUE, n);
        colours.add(new int[] {(int) (sum[0] / n), (int) (sum[1] / n), (int) (sum[2] / n), weight});
      }
    }
    return new GifPalette(MedianCut.palette(colours, COLOURS));
  }

  private static void count(byte[] rgb, long[][] sums) {
    for (int i = 0; i < rgb.length; i += 3) {
      int cell = cell(rgb[i] & 0xFF, rgb[i + 1] & 0xFF, rgb[i + 2] & 0xFF);
      if (sums[cell] == null) {
        sums[cell] = new long[4];
      }
      for (int c = 0; c < 3; c++) {
        sums[cell][c] += rgb[i + c] & 0xFF;
      }
      sums[cell][3]++;
    }
  }

  /** The colours, 256 of them; what the images don't need is black. */
  IndexColorModel model() {
    byte[][] components = new byte[3][COLOURS];
    for (int i = 0; i < palette.length; i++) {
      for (int c = 0; c < 3; c++) {
        components[c][i] = (byte) palette[i][c];
      }
    }
    return new IndexColorModel(8, COLOURS, components[0], components[1], components[2]);
  }

  /** An image in these colours. */
  BufferedImage quantize(Image image) {
    BufferedImage indexed =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_INDEXED, model());
    dither(image, ((DataBufferByte) indexed.getRaster().getDataBuffer()).getData());
    return indexed;
  }

  private static int cell(int red, int green, int blue) {
    return (red >> 3) << 10 | (green >> 3) << 5 | blue >> 3;
  }

  private void dither(Image image, byte[] indices) {
    int width = image.width();
    int[] here = new int[(width + 2) * 3];
    int[] below = new int[(width + 2) * 3];
    for (int y = 0, at = 0; y < image.height(); y++) {
      for (int x = 0; x < width; x++, at++) {
        int[] wanted = new int[3];
        for (int c = 0; c < 3; c++) {
          int carried = here[(x + 1) * 3 + c] / 16;
          wanted[c] = Math.max(0, Math.min(255, image.value(x, y, c) + carried));
        }
        int index = index(wanted);
        indices[at] = (byte) index;
        for (int c = 0; c < 3; c++) {
          int error = wanted[c] - palette[index][c];
          here[(x + 2) * 3 + c] += 7 * error;
          below[x * 3 + c] += 3 * error;
          below[(x + 1) * 3 + c] += 5 * error;
          below[(x + 2) * 3 + c] += error;
        }
      }
      int[] free = here;
      here = below;
      below = free;
      Arrays.fill(below, 0);
    }
  }

  private int index(int[] colour) {
    int cell = cell(colour[0], colour[1], colour[2]);
    if (nearest[cell] < 0) {
      int best = Integer.MAX_VALUE;
      for (int i = 0; i < palette.length; i++) {
        int r = palette[i][0] - colour[0];
        int g = palette[i][1] - colour[1];
        int b = palette[i][2] - colour[2];
        int distance = r * r + g * g + b * b;
        if (distance < best) {
          best = distance;
          nearest[cell] = (short) i;
        }
      }
    }
    return nearest[cell];
  }
}
