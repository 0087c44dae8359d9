package io.asva.diffusion.scheduler;

/**
 * Sampling of trajectory consistency models (Zheng et al., 2024): each step goes along the
 * trajectory to less noise than the next one begins with, by the share {@code eta}, and adds fresh
 * noise up to there. Predicted samples are not clamped.
 */
final class TcdScheduler implements Scheduler {
  private final SchedulerConfig config;
  private final float[] alphas;

  TcdScheduler(SchedulerConfig config) {
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
        float from = alphas[timestep(i)];
        return Prediction.along(config.predictionType(), from, alphas[between(i)], output, sample);
      }

      @Override
      float kept(int i) {
        return alphas[next(i)] / alphas[between(i)];
      }

      private int next(int i) {
        return i + 1 < count() ? timestep(i + 1) : 0;
      }

      /** The timestep that a step leads to before noise; in single precision, as PyTorch floors. */
      private int between(int i) {
        return (int) Math.floor((float) (1 - config.eta()) * next(i));
      }
    };
  }
}
