package io.asva.core.image;

import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;

/** A part of an image, in pixels. */
record Window(int top, int left, int height, int width) {
  static Window whole(Shape shape) {
    if (shape.rank() < 2 || shape.dim(-2) < 1 || shape.dim(-1) < 1) {
      throw new ImageException("An image needs height and width; found " + shape + ".");
    }
    return new Window(0, 0, shape.dim(-2), shape.dim(-1));
  }

  boolean isWhole(Shape shape) {
    return height == shape.dim(-2) && width == shape.dim(-1);
  }

  /** A copy of this part of every plane. */
  FloatTensor cut(FloatTensor image) {
    Shape shape = image.shape();
    if (isWhole(shape)) {
      return image;
    }
    Shape result = shape.with(-2, height).with(-1, width);
    float[] out = new float[Math.toIntExact(result.elements())];
    int planes = Math.toIntExact(shape.elements(0, shape.rank() - 2));
    for (int row = 0; row < planes * height; row++) {
      int y = row / height * shape.dim(-2) + top + row % height;
      System.arraycopy(image.values(), y * shape.dim(-1) + left, out, row * width, width);
    }
    return new FloatTensor(result, out);
  }
}
