package io.asva.diffusion.internal;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import java.util.List;

/**
 * Estimates the noise in one window.
 *
 * @param unet the UNet under the window's conditions
 * @param first the latents of its first frame, (1, h, w, channels)
 */
record ClipEstimator(Branches unet, FloatTensor first) implements NoiseEstimator {
  @Override
  public int branches() {
    return unet.count();
  }

  @Override
  public int windows() {
    return 1;
  }

  @Override
  public double outerShare() {
    return unet.outerShare();
  }

  @Override
  public FloatTensor estimate(
      FloatTensor sample, int timestep, EvaluationPlan.Step step, Cancellation cancellation) {
    FloatTensor all = FloatTensor.concat(1, List.of(first.unsqueeze(1), sample));
    FloatTensor estimate = unet.estimate(all, timestep, step, cancellation);
    return estimate.narrow(1, 1, estimate.shape().dim(1) - 1);
  }

  @Override
  public void release() {
    unet.release();
  }
}
