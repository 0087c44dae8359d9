package io.asva.diffusion.scheduler;

/**
 * The noise levels of a multistep solver: sigma = noise / signal at each step, falling, and one
 * more for what is left in the end.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SigmaSchedule(int[] timesteps, float[] sigmas) {
  private static final double RHO = 7; // Karras et al. (2022), table 1

  static SigmaSchedule of(int steps, SchedulerConfig config, float[] alphas, int last) {
    float[] all = new float[alphas.length];
    float[] logs = new float[alphas.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) Math.sqrt((1 - alphas[i]) / alphas[i]);
      logs[i] = (float) Math.log(all[i]);
    }
    if (!config.useKarrasSigmas() && !config.useLuLambdas()) {
      int[] timesteps = Timesteps.falling(steps, last, config);
      float[] sigmas = new float[timesteps.length + 1];
      for (int i = 0; i < timesteps.length; i++) {
        sigmas[i] = all[Math.max(0, Math.min(all.length - 1, timesteps[i]))];
      }
      sigmas[timesteps.length] = config.finalSigmasType() == FinalSigma.ZERO ? 0 : all[0];
      return new SigmaSchedule(timesteps, sigmas);
    }
    Timesteps.check(steps, config);
    int[] timesteps = new int[steps];
    float[] sigmas = new float[steps + 1];
    for (int i = 0; i < steps; i++) {
      double ramp = steps == 1 ? 0 : i == steps - 1 ? 1 : i * (1.0 / (steps - 1));
      double sigma =
          config.useKarrasSigmas()
              ? Math.pow(between(ramp, root(all[all.length - 1]), root(all[0])), RHO)
              : Math.exp(between(ramp, logs[logs.length - 1], logs[0]));
      timesteps[i] = timestep(sigma, logs);
      sigmas[i] = (float) sigma;
    }
    sigmas[steps] = config.finalSigmasType() == FinalSigma.ZERO ? 0 : all[0];
    return new SigmaSchedule(timesteps, sigmas);
  }

  private static double root(double sigma) {
    return Math.pow(sigma, 1 / RHO);
  }

  private static double between(double ramp, double from, double to) {
    return from + ramp * (to - from);
  }

  /** The training timestep with a noise level, interpolated in its logarithm. */
  private static int timestep(double sigma, float[] logs) {
    double log = Math.log(Math.max(sigma, 1e-10));
    int low = 0;
    while (low < logs.length - 2 && logs[low + 1] <= log) {
      low++;
    }
    double share = (logs[low] - log) / (logs[low] - logs[low + 1]);
    share = Math.max(0, Math.min(1, share));
    return (int) Math.rint((1 - share) * low + share * (low + 1));
  }

  int count() {
    return timesteps.length;
  }

  /** The signal's share at a step. */
  float alpha(int i) {
    return 1 / (float) Math.sqrt(sigmas[i] * sigmas[i] + 1);
  }

  /** The noise's share at a step. */
  float sigma(int i) {
    return sigmas[i] * alpha(i);
  }

  /** The logarithm of signal to noise at a step. */
  float lambda(int i) {
    return (float) Math.log(alpha(i)) - (float) Math.log(sigma(i));
  }
}
