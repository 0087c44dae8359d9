package io.asva.diffusion.internal;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;

/**
 * Estimates the noise in the frames of a video after its first, which is given. For one video, and
 * one thread at a time.
 */
interface NoiseEstimator {
  /** How many branches the guidance has. */
  int branches();

  /** The UNet's evaluations for one of a branch. */
  int windows();

  /** The share of an evaluation's multiplications that the UNet's outer blocks take. */
  double outerShare();

  /**
   * The noise in a sample.
   *
   * @param sample (1, frames - 1, h, w, channels)
   * @param step says which branches are evaluated, and how they join
   * @return of the same shape
   */
  FloatTensor estimate(
      FloatTensor sample, int timestep, EvaluationPlan.Step step, Cancellation cancellation);

  /** Frees what follows from the conditions alone; the next estimate computes it again. */
  void release();
}
