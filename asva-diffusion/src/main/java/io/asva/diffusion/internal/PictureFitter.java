package io.asva.diffusion.internal;

import io.asva.core.image.ImageFit;
import io.asva.core.image.Pixels;
import io.asva.core.media.Picture;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.FrameSize;

/**
 * Fits pictures to the size of the frames. One colour at a time, because a photograph as numbers
 * takes four times the memory that it takes as bytes.
 */
record PictureFitter(FrameSize size) {
  private static final int COLOURS = 3;

  /** (height, width, 3). */
  ByteTensor fit(Picture picture) {
    int area = size.height() * size.width();
    FloatTensor fitted = FloatTensor.zeros(COLOURS, size.height(), size.width());
    for (int c = 0; c < COLOURS; c++) {
      FloatTensor plane = ImageFit.fit(plane(picture, c), size.height(), size.width());
      System.arraycopy(plane.values(), 0, fitted.values(), c * area, area);
    }
    return Pixels.toBytes(fitted);
  }

  private static FloatTensor plane(Picture picture, int colour) {
    float[] values = new float[picture.width() * picture.height()];
    byte[] rgb = picture.rgb();
    for (int i = 0, from = colour; i < values.length; i++, from += COLOURS) {
      values[i] = (rgb[from] & 0xFF) / 255f;
    }
    return FloatTensor.of(values, 1, picture.height(), picture.width());
  }
}
