package io.asva.diffusion.training;

import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;

/**
 * The conditions of clips, sometimes left out so that guidance can be applied later: a clip's
 * encoding is replaced by the one that stands for nothing.
 */
public final class Conditions {
  private Conditions() {}

  /**
   * Encodings, some of them replaced.
   *
   * @param encodings (batch, tokens, channels); not changed
   * @param nothing what stands for no audio or no words, (1, tokens, channels)
   * @param dropped for each clip whether it is replaced
   * @throws IllegalArgumentException if the shapes don't agree
   */
  public static FloatTensor dropped(FloatTensor encodings, FloatTensor nothing, boolean[] dropped) {
    Shape shape = encodings.shape();
    if (!nothing.shape().equals(shape.with(0, 1)) || dropped.length != shape.dim(0)) {
      throw new IllegalArgumentException(
          "encodings "
              + shape
              + " can't be replaced by "
              + nothing.shape()
              + " for "
              + dropped.length
              + " clips");
    }
    float[] values = encodings.values().clone();
    int size = nothing.values().length;
    for (int clip = 0; clip < dropped.length; clip++) {
      if (dropped[clip]) {
        System.arraycopy(nothing.values(), 0, values, clip * size, size);
      }
    }
    return new FloatTensor(shape, values);
  }
}
