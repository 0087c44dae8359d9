package io.asva.media.internal;

import io.asva.media.Image;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;

/**
 * Takes RGB pixels out of images of any kind.
 *
 * <p>Grey and RGB samples are taken as they are stored, and CMYK is multiplied out: AWT's own
 * conversions go through a linear colour space and change the values.
 */
public final class ImagePixels {
  private static final int WHITE = 255;

  private ImagePixels() {}

  /** The pixels, transparency over white. */
  public static Image of(BufferedImage image) {
    byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
    if (hasPlainSamples(image.getColorModel())) {
      copySamples(image, rgb);
    } else {
      copyColours(image, rgb);
    }
    return new Image(image.getWidth(), image.getHeight(), rgb);
  }

  /**
   * The pixels of an image that nobody else uses: over its own memory where that has their form.
   */
  static Image taken(BufferedImage image) throws IOException {
    ColorModel model = image.getColorModel();
    if (model instanceof ComponentColorModel
        && model.getTransferType() != DataBuffer.TYPE_BYTE
        && model.getTransferType() != DataBuffer.TYPE_USHORT) {
      throw new IOException("its samples are no bytes or 16-bit numbers; save it as PNG");
    }
    if (!hasPlainSamples(model) || model.getNumComponents() != 3) {
      return of(image);
    }
    Raster raster = image.getRaster();
    return Rasters.interleaved(raster, 0, 1, 2)
        .or(() -> Rasters.interleaved(raster, 2, 1, 0).map(ImagePixels::swapped))
        .map(rgb -> new Image(image.getWidth(), image.getHeight(), rgb))
        .orElseGet(() -> of(image));
  }

  private static byte[] swapped(byte[] bgr) {
    for (int i = 0; i < bgr.length; i += 3) {
      byte blue = bgr[i];
      bgr[i] = bgr[i + 2];
      bgr[i + 2] = blue;
    }
    return bgr;
  }

  private static boolean hasPlainSamples(ColorModel model) {
    int space = model.getColorSpace().getType();
    int type = model.getTransferType();
    return model instanceof ComponentColorModel
        && (space == ColorSpace.TYPE_GRAY
            || space == ColorSpace.TYPE_RGB
            || space == ColorSpace.TYPE_CMYK)
        && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT);
  }

  private static void copySamples(BufferedImage image, byte[] rgb) {
    ColorModel model = image.getColorModel();
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    int colours = model.getNumColorComponents();
    boolean alpha = model.hasAlpha() && bands > colours;
    int shift = model.getTransferType() == DataBuffer.TYPE_USHORT ? 8 : 0;
    int opaque = shift == 0 ? 255 : 65535;
    int width = image.getWidth();
    int[] row = new int[width * bands];
    for (int y = 0, at = 0; y < image.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int a = alpha ? row[x * bands + colours] : opaque;
        for (int c = 0; c < 3; c++) {
          int value = row[x * bands + (colours < 3 ? 0 : c)];
          if (colours == 4) {
            int key = opaque - row[x * bands + 3];
            value = (int) (((long) (opaque - value) * key + opaque / 2) / opaque);
          }
          if (a != opaque) {
            long share =
                model.isAlphaPremultiplied() ? value : ((long) value * a + opaque / 2) / opaque;
            value = (int) Math.min(opaque, share + opaque - a);
          }
          rgb[at++] = (byte) (value >> shift);
        }
      }
    }
  }

  private static void copyColours(BufferedImage image, byte[] rgb) {
    int width = image.getWidth();
    int[] row = new int[width];
    for (int y = 0, at = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        int a = argb >>> 24;
        rgb[at++] = (byte) overWhite(argb >> 16 & 0xFF, a);
        rgb[at++] = (byte) overWhite(argb >> 8 & 0xFF, a);
        rgb[at++] = (byte) overWhite(argb & 0xFF, a);
      }
    }
  }

  /** One 8-bit component laid over white. */
  static int overWhite(int value, int alpha) {
    return alpha == 255 ? value : (value * alpha + WHITE * (255 - alpha) + 127) / 255;
  }
}
