package io.asva.diffusion.scheduler;

/** Denoising diffusion implicit models (Song et al., 2020), without noise between steps. */
final class DdimScheduler implements Scheduler {
  private final SchedulerConfig config;
  private final float[] alphas;
  private final float finalAlpha;

  DdimScheduler(SchedulerConfig config) {
    this.config = config;
    this.alphas = NoiseSchedule.alphasCumprod(config);
    this.finalAlpha = config.setAlphaToOne(true) ? 1 : alphas[0];
  }

  @Override
  public DenoisingSteps start(int steps) {
    int[] timesteps = Timesteps.rising(steps, config);
    for (int i = 0, j = timesteps.length - 1; i < j; i++, j--) {
      int kept = timesteps[i];
      timesteps[i] = timesteps[j];
      timesteps[j] = kept;
    }
    int ratio = config.numTrainTimesteps() / steps;
    return new OrderedSteps(timesteps) {
      @Override
      float[] advance(int i, float[] output, float[] sample) {
        int t = timestep(i);
        return previous(t, t - ratio, output, sample);
      }
    };
  }

  private float[] previous(int t, int previous, float[] output, float[] sample) {
    float a = alphas[t];
    float p = previous >= 0 ? alphas[previous] : finalAlpha;
    float signal = (float) Math.sqrt(a);
    float noise = (float) Math.sqrt(1 - a);
    PredictionType type = config.predictionType();
    float[] clean = Prediction.sample(type, signal, noise, output, sample);
    float[] epsilon = Prediction.noise(type, signal, noise, output, sample);
    return LinearCombination.of(
        (float) Math.sqrt(p), clipped(clean), (float) Math.sqrt(1 - p), epsilon);
  }

  private float[] clipped(float[] clean) {
    return config.clipSample(true) ? Prediction.clipped(clean, config.clipSampleRange()) : clean;
  }
}
