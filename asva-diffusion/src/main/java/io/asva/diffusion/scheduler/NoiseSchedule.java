package io.asva.diffusion.scheduler;

import java.util.List;

/** The share of the signal's variance that is left at each timestep of training. */
final class NoiseSchedule {
  private static final double LARGEST_BETA = 0.999;

  private NoiseSchedule() {}

  /** The cumulative products of 1 - beta. */
  static float[] alphasCumprod(SchedulerConfig config) {
    float[] betas = betas(config);
    return cumprod(config.rescaleBetasZeroSnr() ? withZeroTerminalSnr(betas) : betas);
  }

  /** The same for solvers in sigmas, which need the last one above 0: fp16's least number. */
  static float[] alphasCumprodForSigmas(SchedulerConfig config) {
    float[] alphas = alphasCumprod(config);
    if (config.rescaleBetasZeroSnr()) {
      alphas[alphas.length - 1] = 0x1p-24f;
    }
    return alphas;
  }

  private static float[] betas(SchedulerConfig config) {
    List<Double> trained = config.trainedBetas();
    int n = trained == null ? config.numTrainTimesteps() : trained.size();
    if (n != config.numTrainTimesteps()) {
      throw new SchedulerException(
          "The scheduler's `trained_betas` are "
              + n
              + ", its `num_train_timesteps` "
              + config.numTrainTimesteps()
              + "; they must be as many.");
    }
    float[] betas = new float[n];
    for (int i = 0; i < n; i++) {
      betas[i] = trained == null ? beta(config, i, n) : trained.get(i).floatValue();
    }
    return betas;
  }

  private static float beta(SchedulerConfig config, int i, int n) {
    return switch (config.betaSchedule()) {
      case LINEAR -> linspace((float) config.betaStart(), (float) config.betaEnd(), i, n);
      case SCALED_LINEAR -> {
        float root =
            linspace(
                (float) Math.sqrt(config.betaStart()), (float) Math.sqrt(config.betaEnd()), i, n);
        yield root * root;
      }
      case SQUARED_COSINE ->
          (float)
              Math.min(
                  1 - squaredCosine((i + 1) / (double) n) / squaredCosine(i / (double) n),
                  LARGEST_BETA);
    };
  }

  // From both ends towards the middle, as PyTorch does it.
  private static float linspace(float start, float end, int i, int n) {
    float step = (end - start) / (n - 1);
    return i < n / 2 ? start + step * i : end - step * (n - 1 - i);
  }

  private static double squaredCosine(double t) {
    double cosine = Math.cos((t + 0.008) / 1.008 * Math.PI / 2);
    return cosine * cosine;
  }

  // The product is kept in double precision, as PyTorch keeps it.
  private static float[] cumprod(float[] betas) {
    float[] result = new float[betas.length];
    double product = 1;
    for (int i = 0; i < betas.length; i++) {
      product *= 1 - betas[i];
      result[i] = (float) product;
    }
    return result;
  }

  // Lin et al. (2023), algorithm 1: shift and scale the roots so that the last one is 0.
  private static float[] withZeroTerminalSnr(float[] betas) {
    float[] roots = cumprod(betas);
    for (int i = 0; i < roots.length; i++) {
      roots[i] = (float) Math.sqrt(roots[i]);
    }
    float first = roots[0];
    float last = roots[roots.length - 1];
    float scale = first / (first - last);
    float previous = 1;
    float[] result = new float[betas.length];
    for (int i = 0; i < roots.length; i++) {
      float root = (roots[i] - last) * scale;
      float alpha = root * root;
      result[i] = 1 - (i == 0 ? alpha : alpha / previous);
      previous = alpha;
    }
    return result;
  }
}
