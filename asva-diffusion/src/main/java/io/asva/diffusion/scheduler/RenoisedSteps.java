package io.asva.diffusion.scheduler;

import io.asva.core.tensor.FloatTensor;

/**
 * Steps of a consistency model: each leads to less noise than the next one begins with, and all but
 * the last then add fresh noise.
 */
abstract class RenoisedSteps extends OrderedSteps {
  private final StepNoise noise;

  RenoisedSteps(int[] timesteps, StepNoise noise) {
    super(timesteps);
    this.noise = noise;
  }

  @Override
  public final FloatTensor step(int i, FloatTensor output, FloatTensor sample) {
    FloatTensor denoised = super.step(i, output, sample);
    float kept = i == count() - 1 ? 1 : kept(i);
    if (kept == 1) {
      return denoised;
    }
    FloatTensor fresh = noise.draw(i, sample.shape());
    if (!fresh.shape().equals(sample.shape())) {
      throw new SchedulerException(
          "The noise of step "
              + i
              + " is "
              + fresh.shape()
              + ", the sample "
              + sample.shape()
              + ".");
    }
    return new FloatTensor(
        sample.shape(),
        LinearCombination.of(
            (float) Math.sqrt(kept),
            denoised.values(),
            (float) Math.sqrt(1 - kept),
            fresh.values()));
  }

  /** The share of the variance that is not fresh noise after a step; 1 is no noise at all. */
  abstract float kept(int i);

  /**
   * Refuses a network that must tell the sample from noise where nothing of it is left.
   *
   * @param alphas the share of the signal's variance at each timestep
   */
  static void requireSignal(int[] timesteps, SchedulerConfig config, float[] alphas) {
    for (int t : timesteps) {
      if (alphas[t] == 0 && config.predictionType() == PredictionType.EPSILON) {
        throw new SchedulerException(
            "The scheduler's `prediction_type` epsilon doesn't go with `rescale_betas_zero_snr`: at"
                + " timestep "
                + t
                + " the sample is noise alone, which says nothing of what is under it. Expected"
                + " v_prediction or sample.");
      }
    }
  }
}
