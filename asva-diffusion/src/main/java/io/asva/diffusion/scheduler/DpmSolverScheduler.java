package io.asva.diffusion.scheduler;

/** DPM-Solver++ and DPM-Solver (Lu et al., 2022), multistep, of order 1 to 3. */
final class DpmSolverScheduler implements Scheduler {
  private final SchedulerConfig config;
  private final float[] alphas;
  private final int last;

  DpmSolverScheduler(SchedulerConfig config) {
    if (config.solverOrder() > 3) {
      throw new SchedulerException(
          "DPM-Solver's `solver_order` can be 1, 2 or 3, not " + config.solverOrder() + ".");
    }
    if (config.algorithmType() == SolverAlgorithm.DPM_SOLVER
        && config.finalSigmasType() == FinalSigma.ZERO) {
      throw new SchedulerException(
          "DPM-Solver's `algorithm_type` dpmsolver needs `final_sigmas_type` sigma_min, not zero;"
              + " dpmsolver++ takes both.");
    }
    if (config.varianceType().startsWith("learned")) {
      throw new SchedulerException(
          "The scheduler's `variance_type` "
              + config.varianceType()
              + " isn't supported; the network must predict the mean alone.");
    }
    this.config = config;
    this.alphas = NoiseSchedule.alphasCumprodForSigmas(config);
    this.last = usedTimesteps();
  }

  // Timesteps whose log signal to noise is below `lambda_min_clipped` are left out.
  private int usedTimesteps() {
    int clipped = 0;
    for (float alpha : alphas) {
      float lambda =
          (float) Math.log((float) Math.sqrt(alpha))
              - (float) Math.log((float) Math.sqrt(1 - alpha));
      clipped += lambda < config.lambdaMinClipped() ? 1 : 0;
    }
    if (clipped == alphas.length) {
      throw new SchedulerException(
          "The scheduler's `lambda_min_clipped` "
              + config.lambdaMinClipped()
              + " leaves no timestep.");
    }
    return alphas.length - clipped;
  }

  @Override
  public DenoisingSteps start(int steps) {
    return new DpmSolverSteps(config, SigmaSchedule.of(steps, config, alphas, last));
  }
}
