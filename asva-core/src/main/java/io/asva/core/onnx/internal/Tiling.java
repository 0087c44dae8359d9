package io.asva.core.onnx.internal;

import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Tensor;
import java.util.List;

/**
 * How images are cut into overlapping tiles of (m+2) x (m+2) pixels, of which each gives m x m
 * pixels of a 3 x 3 convolution.
 *
 * @param images how many images
 * @param height of an image
 * @param width of an image
 * @param outHeight height of the result
 * @param outWidth width of the result
 * @param before zeros before the first row and the first column
 * @param outputs m
 */
record Tiling(
    int images,
    int height,
    int width,
    int outHeight,
    int outWidth,
    List<Integer> before,
    int outputs) {

  /** Tiles along an extent. */
  static int along(int extent, int outputs) {
    return (extent + outputs - 1) / outputs;
  }

  int tileRows() {
    return along(outHeight, outputs);
  }

  int tileColumns() {
    return along(outWidth, outputs);
  }

  /** Tiles of all images. */
  int tiles() {
    return images * tileRows() * tileColumns();
  }

  /**
   * For each pixel of a tile, outermost, and each tile the row of a (images x height x width + 1,
   * channels) matrix that holds it; the last row is that of the zeros around an image.
   */
  Tensor positions() {
    int n = outputs + 2;
    long[] positions = new long[n * n * tiles()];
    int at = 0;
    for (int i = 0; i < n * n; i++) {
      for (int image = 0; image < images; image++) {
        for (int row = 0; row < tileRows(); row++) {
          for (int column = 0; column < tileColumns(); column++) {
            int y = row * outputs + i / n - before.get(0);
            int x = column * outputs + i % n - before.get(1);
            boolean inside = y >= 0 && y < height && x >= 0 && x < width;
            positions[at++] =
                inside ? ((long) image * height + y) * width + x : (long) images * height * width;
          }
        }
      }
    }
    return LongTensor.of(positions, positions.length);
  }
}
