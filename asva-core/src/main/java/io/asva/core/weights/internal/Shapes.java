package io.asva.core.weights.internal;

import io.asva.core.tensor.Shape;
import io.asva.core.weights.WeightsException;
import java.nio.file.Path;
import java.util.Arrays;

/** Checks extents that a file claims. */
final class Shapes {
  static final int MAX_RANK = 32;

  private Shapes() {}

  /** A shape whose number of elements and of bytes fits a long. */
  static Shape of(Path file, String name, long[] dims) {
    long bytes = 8;
    int[] extents = new int[dims.length];
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] < 0 || dims[i] > Integer.MAX_VALUE || Math.multiplyHigh(bytes, dims[i]) != 0) {
        throw impossible(file, name, dims);
      }
      bytes *= Math.max(1, dims[i]); // an extent of 0 must not hide an overflow elsewhere
      if (bytes < 0) {
        throw impossible(file, name, dims);
      }
      extents[i] = (int) dims[i];
    }
    return Shape.of(extents);
  }

  private static WeightsException impossible(Path file, String name, long[] dims) {
    return new WeightsException(
        file + " is damaged: " + name + " has the impossible shape " + Arrays.toString(dims) + ".");
  }
}
