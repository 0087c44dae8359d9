package io.asva.diffusion.internal;

import io.asva.core.ProgressMonitor;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.NonFiniteException;
import io.asva.diffusion.Effort;
import io.asva.diffusion.Sampling;
import io.asva.diffusion.scheduler.Scheduler;

/** The steps from noise to latents. The first frame is given, neither noised nor stepped. */
record DenoisingLoop(Scheduler scheduler, Sampling sampling) {
  private static final String STAGE = "denoising";

  /**
   * Denoised frames.
   *
   * @param latents (1, frames - 1, h, w, channels), finite, of the frames after the first
   * @param effort what they cost
   */
  record Denoised(FloatTensor latents, Effort effort) {}

  /**
   * Denoises the frames after the first.
   *
   * @param estimator of their noise
   * @param noise what they begin as, and what steps draw
   * @throws NonFiniteException if a step gives NaN or infinity; the message names the step
   */
  Denoised run(NoiseEstimator estimator, ClipNoise noise, ProgressMonitor monitor) {
    StartedScheduler denoising = StartedScheduler.of(scheduler, sampling.steps(), noise);
    EvaluationPlan plan = EvaluationPlan.of(sampling, denoising.count(), estimator.branches());
    EstimateForecast forecast = new EstimateForecast(sampling.forecast());
    FloatTensor sample = noise.video().channelsLast().times(denoising.initNoiseSigma());
    monitor.report(STAGE, 0, denoising.count());
    for (int i = 0; i < denoising.count(); i++) {
      monitor.check(STAGE);
      EvaluationPlan.Step step = plan.steps().get(i);
      try {
        FloatTensor eps =
            step.isForecast()
                ? forecast.at(i)
                : forecast.remember(
                    i, estimator.estimate(sample, denoising.timestep(i), step, monitor));
        sample = denoising.step(i, eps, sample);
      } catch (NonFiniteException e) {
        throw e.at("Step " + (i + 1) + " of " + denoising.count() + " of denoising has no result");
      }
      monitor.report(STAGE, i + 1, denoising.count());
    }
    return new Denoised(sample, plan.effort(estimator.outerShare()).times(estimator.windows()));
  }
}
