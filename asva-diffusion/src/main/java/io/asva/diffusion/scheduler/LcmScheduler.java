package io.asva.diffusion.scheduler;

/**
 * Sampling of latent consistency models (Luo et al., 2023): each step estimates the clean sample,
 * mixes it with the one that it came from by the boundary condition of consistency models (Song et
 * al., 2023), and noises the result for the next timestep.
 */
final class LcmScheduler implements Scheduler {
  /** The square of the data's standard deviation, 0.5, in the boundary condition. */
  private static final float DATA_VARIANCE = 0.25f;

  private final SchedulerConfig config;
  private final float[] alphas;

  LcmScheduler(SchedulerConfig config) {
    this.config = config;
    this.alphas = NoiseSchedule.alphasCumprod(config);
  }

  @Override
  public DenoisingSteps start(int steps) {
    return start(steps, StepNoise.ofSeed(0));
  }

  @Override
  public DenoisingSteps start(int steps, StepNoise noise) {
    int[] timesteps = Timesteps.distilled(steps, config);
    RenoisedSteps.requireSignal(timesteps, config, alphas);
    return new RenoisedSteps(timesteps, noise) {
      @Override
      float[] advance(int i, float[] output, float[] sample) {
        return denoised(timestep(i), output, sample);
      }

      @Override
      float kept(int i) {
        return alphas[timestep(i + 1)];
      }
    };
  }

  /** The consistency function of a network's output for a sample. */
  float[] denoised(int t, float[] output, float[] sample) {
    float signal = (float) Math.sqrt(alphas[t]);
    float share = (float) Math.sqrt(1 - alphas[t]);
    float[] clean = Prediction.sample(config.predictionType(), signal, share, output, sample);
    if (config.clipSample(false)) {
      clean = Prediction.clipped(clean, config.clipSampleRange());
    }
    float scaled = t * (float) config.timestepScaling();
    float sum = scaled * scaled + DATA_VARIANCE;
    return LinearCombination.of(
        scaled / (float) Math.sqrt(sum), clean, DATA_VARIANCE / sum, sample);
  }
}
