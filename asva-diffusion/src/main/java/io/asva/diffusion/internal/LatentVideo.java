package io.asva.diffusion.internal;

import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;

/**
 * Latents of a clip, (1, frames, h, w, channels): the first frame is the picture's and stays, the
 * others are denoised.
 */
final class LatentVideo {
  private LatentVideo() {}

  /** The first frame and the others as one clip. */
  static FloatTensor join(FloatTensor first, FloatTensor others) {
    Shape shape = others.shape().with(1, others.shape().dim(1) + 1);
    float[] values = new float[first.values().length + others.values().length];
    System.arraycopy(first.values(), 0, values, 0, first.values().length);
    System.arraycopy(others.values(), 0, values, first.values().length, others.values().length);
    return new FloatTensor(shape, values);
  }

  /** All frames but the first. */
  static FloatTensor others(FloatTensor clip) {
    Shape shape = clip.shape().with(1, clip.shape().dim(1) - 1);
    int n = Math.toIntExact(shape.elements());
    float[] values = new float[n];
    System.arraycopy(clip.values(), clip.values().length - n, values, 0, n);
    return new FloatTensor(shape, values);
  }
}
