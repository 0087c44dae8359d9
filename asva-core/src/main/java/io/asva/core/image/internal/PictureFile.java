package io.asva.core.image.internal;

import io.asva.core.image.ImageException;
import io.asva.core.tensor.ByteTensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** The picture file of a golden case, its alpha dropped as the original drops it. */
final class PictureFile {
  private PictureFile() {}

  static ByteTensor read(Path file) {
    BufferedImage image = decode(file);
    if (image == null) {
      throw new ImageException(file + " is no picture that can be read.");
    }
    int height = image.getHeight();
    int width = image.getWidth();
    int[] argb = image.getRGB(0, 0, width, height, null, 0, width);
    byte[] rgb = new byte[argb.length * 3];
    for (int i = 0; i < argb.length; i++) {
      rgb[3 * i] = (byte) (argb[i] >> 16);
      rgb[3 * i + 1] = (byte) (argb[i] >> 8);
      rgb[3 * i + 2] = (byte) argb[i];
    }
    return ByteTensor.of(rgb, height, width, 3);
  }

  private static @Nullable BufferedImage decode(Path file) {
    try {
      return ImageIO.read(file.toFile());
    } catch (IOException e) {
      throw new ImageException("Can't read the picture " + file + ": " + e.getMessage());
    }
  }
}
