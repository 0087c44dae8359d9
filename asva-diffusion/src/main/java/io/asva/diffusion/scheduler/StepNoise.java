package io.asva.diffusion.scheduler;

import io.asva.core.random.GaussianNoise;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;

/**
 * The noise that the steps of a clip draw. A draw follows from the step's number alone, so that
 * steps that draw nothing change nothing for the others, and results repeat.
 */
@FunctionalInterface
public interface StepNoise {
  /**
   * The draw of a step.
   *
   * @param step the evaluation's number, from 0
   * @param shape of the sample
   * @return standard normal numbers of that shape, the same at every call
   */
  FloatTensor draw(int step, Shape shape);

  /** The noise of a seed, the same on every machine: a stream of {@link GaussianNoise} a step. */
  static StepNoise ofSeed(long seed) {
    return (step, shape) -> GaussianNoise.of(seed).stream(step).fill(shape.dims());
  }
}
