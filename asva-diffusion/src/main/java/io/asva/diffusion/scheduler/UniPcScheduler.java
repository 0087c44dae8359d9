package io.asva.diffusion.scheduler;

/** UniPC (Zhao et al., 2023): a multistep predictor with a corrector of one order more. */
final class UniPcScheduler implements Scheduler {
  private final SchedulerConfig config;
  private final float[] alphas;

  UniPcScheduler(SchedulerConfig config) {
    if (config.useLuLambdas()) {
      throw new SchedulerException(
          "UniPC has no `use_lu_lambdas`; DPM-Solver has. Take `use_karras_sigmas`, or neither.");
    }
    this.config = config;
    this.alphas = NoiseSchedule.alphasCumprodForSigmas(config);
  }

  @Override
  public DenoisingSteps start(int steps) {
    return new UniPcSteps(config, SigmaSchedule.of(steps, config, alphas, alphas.length));
  }
}
