package io.asva.core.image;

import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;

/**
 * The fitting of an image to a size: what exceeds the aspect ratio is cut off, half on either side,
 * then the rest is resized, bilinear and antialiased.
 */
public final class ImageFit {
  private ImageFit() {}

  /**
   * Fits images to a size.
   *
   * @param image (..., height, width)
   * @return (..., newHeight, newWidth)
   * @throws ImageException if the image is so narrow or flat that nothing would be left of it
   */
  public static FloatTensor fit(FloatTensor image, int newHeight, int newWidth) {
    Window window = window(image.shape(), newHeight, newWidth);
    return ImageResizer.resize(image, window, newHeight, newWidth, ResizeFilter.BILINEAR);
  }

  /**
   * Fits images of bytes to a size, without a copy of them as numbers.
   *
   * @param pixels (..., height, width, channels)
   * @return (..., channels, newHeight, newWidth), from 0 to 1
   * @throws ImageException if the image is so narrow or flat that nothing would be left of it
   */
  public static FloatTensor fit(ByteTensor pixels, int newHeight, int newWidth) {
    Window window = window(Pixels.planes(pixels.shape()), newHeight, newWidth);
    return ImageResizer.resize(pixels, window, newHeight, newWidth, ResizeFilter.BILINEAR);
  }

  private static Window window(Shape shape, int newHeight, int newWidth) {
    Window whole = Window.whole(shape);
    if (newHeight < 1 || newWidth < 1) {
      throw new ImageException(
          "An image can't be fitted to " + newHeight + "x" + newWidth + " (height x width).");
    }
    Window window = crop(whole.height(), whole.width(), newHeight, newWidth);
    if (window.height() < 1 || window.width() < 1) {
      throw new ImageException(
          "An image of "
              + whole.height()
              + "x"
              + whole.width()
              + " (height x width) is too narrow to be cut to the shape of "
              + newHeight
              + "x"
              + newWidth
              + "; give one that is closer to it.");
    }
    return window;
  }

  private static Window crop(int height, int width, int newHeight, int newWidth) {
    double target = (double) newHeight / newWidth;
    if (target >= (double) height / width) {
      int kept = (int) (height / target);
      return new Window(0, (width - kept) / 2, height, kept);
    }
    int kept = (int) (width * target);
    return new Window((height - kept) / 2, 0, kept, width);
  }
}
