package io.asva.examples.training.causes;

import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.scheduler.DenoisingSteps;
import io.asva.diffusion.scheduler.PredictionType;
import io.asva.diffusion.scheduler.Scheduler;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.TrainingNoise;

/**
 * Begins at a level of noise that is not the highest, and goes to none by DDIM's steps without
 * noise in between (Song, Meng and Ermon, 2021). What it begins with must have that much noise.
 *
 * <p>Immutable, so safe for use by many threads.
 */
final class LateStart implements Scheduler {
  private final float[] alphas;
  private final PredictionType prediction;
  private final int start;

  /**
   * A start.
   *
   * @param start the timestep of the first evaluation
   */
  LateStart(SchedulerConfig config, int start) {
    this.alphas = TrainingNoise.of(config).alphasCumprod().values();
    this.prediction = config.predictionType();
    this.start = start;
  }

  @Override
  public DenoisingSteps start(int steps) {
    return new DenoisingSteps() {
      @Override
      public int count() {
        return steps;
      }

      @Override
      public int timestep(int i) {
        return (int) ((long) start * (steps - i) / steps);
      }

      @Override
      public FloatTensor step(int i, FloatTensor output, FloatTensor sample) {
        double now = alphas[timestep(i)];
        double next = i == steps - 1 ? 1 : alphas[timestep(i + 1)];
        float[] result = new float[sample.values().length];
        for (int k = 0; k < result.length; k++) {
          double x = sample.values()[k];
          double estimate = output.values()[k];
          double noise =
              prediction == PredictionType.VELOCITY
                  ? Math.sqrt(now) * estimate + Math.sqrt(1 - now) * x
                  : estimate;
          double clean = (x - Math.sqrt(1 - now) * noise) / Math.sqrt(now);
          result[k] = (float) (Math.sqrt(next) * clean + Math.sqrt(1 - next) * noise);
        }
        return new FloatTensor(sample.shape(), result);
      }
    };
  }
}
