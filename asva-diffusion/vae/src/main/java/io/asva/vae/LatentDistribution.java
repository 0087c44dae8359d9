package io.asva.vae;

import io.asva.core.runtime.ModelException;
import io.asva.core.tensor.FloatTensor;

/**
 * The encoding of an image: independent normal distributions, one for each number of the latent,
 * before scaling.
 *
 * @param mean their means (batch, height, width, channels)
 * @param std their standard deviations
 */
public record LatentDistribution(FloatTensor mean, FloatTensor std) {
  /**
   * A draw, {@code mean + std x noise}.
   *
   * @param noise standard normal numbers in the same shape
   * @throws ModelException if the shape is another one
   */
  public FloatTensor sample(FloatTensor noise) {
    if (!noise.shape().equals(mean.shape())) {
      throw new ModelException(
          "The noise for a latent of shape "
              + mean.shape()
              + " (batch, height, width, channels) must have that shape, not "
              + noise.shape()
              + ".");
    }
    float[] values = new float[mean.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = mean.values()[i] + std.values()[i] * noise.values()[i];
    }
    return new FloatTensor(mean.shape(), values);
  }
}
