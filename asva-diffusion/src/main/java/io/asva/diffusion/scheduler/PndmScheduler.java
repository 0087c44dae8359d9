package io.asva.diffusion.scheduler;

import java.util.stream.IntStream;

/**
 * Pseudo numerical methods for diffusion models (Liu et al., 2022): a linear multistep method of
 * order 4, which starts by Runge-Kutta steps or, as Stable Diffusion does, by lower orders and one
 * step taken twice.
 */
final class PndmScheduler implements Scheduler {
  private final SchedulerConfig config;
  private final float[] alphas;
  private final float finalAlpha;
  private final PndmSteps.Restart restart;

  PndmScheduler(SchedulerConfig config, PndmSteps.Restart restart) {
    if (config.predictionType() == PredictionType.SAMPLE) {
      throw new SchedulerException(
          "PNDM's `prediction_type` can be epsilon or v_prediction, not sample.");
    }
    this.config = config;
    this.restart = restart;
    this.alphas = NoiseSchedule.alphasCumprod(config);
    this.finalAlpha = config.setAlphaToOne(false) ? 1 : alphas[0];
  }

  @Override
  public DenoisingSteps start(int steps) {
    int[] rising = Timesteps.rising(steps, config);
    int ratio = config.numTrainTimesteps() / steps;
    if (config.skipPrkSteps()) {
      return new PndmSteps(this, ratio, multistep(rising), new int[0], restart);
    }
    if (steps < 4) {
      throw new SchedulerException(
          "PNDM with Runge-Kutta steps needs 4 steps or more, not " + steps + ".");
    }
    int[] prk = rungeKutta(rising, ratio);
    int n = rising.length - 3;
    IntStream plms = IntStream.range(0, n).map(i -> rising[n - 1 - i]);
    return new PndmSteps(
        this, ratio, IntStream.concat(IntStream.of(prk), plms).toArray(), prk, restart);
  }

  // The last but one timestep stands twice, because the first step is taken twice.
  private static int[] multistep(int[] rising) {
    int n = rising.length;
    if (n == 1) {
      return rising;
    }
    int[] result = new int[n + 1];
    result[0] = rising[n - 1];
    for (int i = 1; i <= n; i++) {
      result[i] = rising[n - Math.max(i, 2)];
    }
    return result;
  }

  // Four evaluations for each of three steps: at its start, twice in its middle, at its end.
  private static int[] rungeKutta(int[] rising, int ratio) {
    int[] result = new int[12];
    int n = rising.length;
    for (int step = 0; step < 3; step++) {
      int start = rising[n - 1 - step];
      int end = rising[n - 2 - step];
      result[4 * step] = start;
      result[4 * step + 1] = end + ratio / 2;
      result[4 * step + 2] = end + ratio / 2;
      result[4 * step + 3] = end;
    }
    return result;
  }

  /** Formula (9) of the paper: from timestep t to an earlier one along an output. */
  float[] previous(float[] sample, int t, int previous, float[] output) {
    float a = alpha(t);
    float p = previous >= 0 ? alpha(previous) : finalAlpha;
    float noise = 1 - a;
    float[] direction =
        config.predictionType() == PredictionType.VELOCITY
            ? LinearCombination.of(root(a), output, root(noise), sample)
            : output;
    float denominator = a * root(1 - p) + root(a * noise * p);
    return LinearCombination.of(root(p / a), sample, -(p - a) / denominator, direction);
  }

  private float alpha(int t) {
    if (t >= alphas.length) {
      throw new SchedulerException(
          "PNDM would step from timestep " + t + " of " + alphas.length + "; take other steps.");
    }
    return alphas[t];
  }

  private static float root(float x) {
    return (float) Math.sqrt(x);
  }
}
