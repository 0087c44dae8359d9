package io.asva.diffusion.internal;

import io.asva.core.ProgressMonitor;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.NonFiniteException;
import io.asva.diffusion.Effort;
import io.asva.diffusion.Sampling;
import io.asva.diffusion.scheduler.Scheduler;
import java.util.List;

/** The steps from noise to latents. The first frame is the image's, neither noised nor stepped. */
record DenoisingLoop(Scheduler scheduler, Sampling sampling) {
  private static final String STAGE = "denoising";

  /**
   * A denoised clip.
   *
   * @param latents (1, frames, h, w, channels), finite
   * @param effort what they cost
   */
  record Denoised(FloatTensor latents, Effort effort) {}

  /**
   * Denoises a clip.
   *
   * @param first the image's latents, (1, h, w, channels)
   * @param noise the draws
   * @return the clip's latents, and what they cost
   * @throws NonFiniteException if a step gives NaN or infinity; the message names the step
   */
  Denoised run(Branches branches, FloatTensor first, ClipNoise noise, ProgressMonitor monitor) {
    StartedScheduler denoising = StartedScheduler.of(scheduler, sampling.steps(), noise);
    EvaluationPlan plan = EvaluationPlan.of(sampling, denoising.count(), branches.count());
    EstimateForecast forecast = new EstimateForecast(sampling.forecast());
    FloatTensor given = first.unsqueeze(1);
    FloatTensor sample = noise.video().channelsLast().times(denoising.initNoiseSigma());
    monitor.report(STAGE, 0, denoising.count());
    for (int i = 0; i < denoising.count(); i++) {
      monitor.check(STAGE);
      EvaluationPlan.Step step = plan.steps().get(i);
      try {
        FloatTensor all = FloatTensor.concat(1, List.of(given, sample));
        FloatTensor eps =
            step.isForecast()
                ? forecast.at(i)
                : forecast.remember(
                    i, branches.estimate(all, denoising.timestep(i), step, monitor));
        sample = denoising.step(i, eps.narrow(1, 1, eps.shape().dim(1) - 1), sample);
      } catch (NonFiniteException e) {
        throw e.at("Step " + (i + 1) + " of " + denoising.count() + " of denoising has no result");
      }
      monitor.report(STAGE, i + 1, denoising.count());
    }
    return new Denoised(
        FloatTensor.concat(1, List.of(given, sample)), plan.effort(branches.outerShare()));
  }
}
