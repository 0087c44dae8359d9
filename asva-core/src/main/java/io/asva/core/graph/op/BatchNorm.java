package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * Batch normalisation as a trained network applies it: each channel by its running statistics,
 * {@code (x - mean) / sqrt(variance + eps) * scale + shift}. Inputs: x (..., c), scale (c), shift
 * (c), running mean (c), running variance (c).
 *
 * <p>In training each channel is normalised by the statistics of the batch itself, and the running
 * ones move towards those by a {@link #MOMENTUM tenth} of the way. To apply the batch's statistics
 * without training, take a {@link GroupNorm} of as many groups as channels and no batch axes.
 *
 * @param eps added to the variance
 */
public record BatchNorm(float eps) implements Op {
  /** How far training moves the running statistics towards a batch's, as PyTorch does. */
  public static final float MOMENTUM = 0.1f;

  @Override
  public Shape infer(List<Shape> inputs) {
    Shape x = inputs.get(0);
    Checks.require(inputs.size() == 5, "five inputs are needed, not %s", inputs.size());
    Checks.optionalVector(inputs, 1, x.dim(-1), "scale");
    Checks.optionalVector(inputs, 2, x.dim(-1), "shift");
    Checks.optionalVector(inputs, 3, x.dim(-1), "running mean");
    Checks.optionalVector(inputs, 4, x.dim(-1), "running variance");
    return x;
  }
}
