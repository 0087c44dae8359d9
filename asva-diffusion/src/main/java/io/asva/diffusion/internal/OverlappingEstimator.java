package io.asva.diffusion.internal;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import java.util.List;

/**
 * Estimates the noise in a video of overlapping windows: the mean of what the windows that a frame
 * lies in estimate, weighted by how far it is from their ends (MultiDiffusion, Bar-Tal et al.,
 * 2023, along time).
 */
final class OverlappingEstimator implements NoiseEstimator {
  private final List<NoiseEstimator> windows;
  private final WindowPlan plan;
  private final boolean releases;

  /**
   * An estimator of a video.
   *
   * @param windows in the order of the plan's
   * @param releases whether what the UNet computes of a window's conditions alone is freed until
   *     the next step. It takes a hundredth of an evaluation to compute, and as much memory as the
   *     windows are many
   */
  OverlappingEstimator(List<? extends NoiseEstimator> windows, WindowPlan plan, boolean releases) {
    this.windows = List.copyOf(windows);
    this.plan = plan;
    this.releases = releases;
  }

  @Override
  public int branches() {
    return windows.get(0).branches();
  }

  @Override
  public int windows() {
    return windows.size();
  }

  @Override
  public double outerShare() {
    return windows.get(0).outerShare();
  }

  @Override
  public FloatTensor estimate(
      FloatTensor sample, int timestep, EvaluationPlan.Step step, Cancellation cancellation) {
    int made = plan.window() - 1;
    float[] sum = new float[sample.values().length];
    float[] weights = new float[plan.frames() - 1];
    for (int w = 0; w < windows.size(); w++) {
      int start = plan.starts().get(w);
      FloatTensor estimate =
          windows.get(w).estimate(sample.narrow(1, start, made), timestep, step, cancellation);
      if (releases) {
        windows.get(w).release();
      }
      add(estimate, start, sum, weights);
    }
    int frame = sum.length / weights.length;
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= weights[i / frame];
    }
    return new FloatTensor(sample.shape(), sum);
  }

  private static void add(FloatTensor estimate, int start, float[] sum, float[] weights) {
    int made = estimate.shape().dim(1);
    int frame = estimate.values().length / made;
    for (int k = 0; k < made; k++) {
      float weight = Math.min(k + 1, made - k);
      weights[start + k] += weight;
      for (int i = 0; i < frame; i++) {
        sum[(start + k) * frame + i] += weight * estimate.values()[k * frame + i];
      }
    }
  }

  @Override
  public void release() {
    windows.forEach(NoiseEstimator::release);
  }
}
