package io.asva.diffusion.internal;

import io.asva.core.ProgressMonitor;
import io.asva.core.runtime.Scratch;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.NonFiniteException;
import io.asva.diffusion.scheduler.Scheduler;
import java.util.List;

/**
 * The steps from noise to latents. The first frame is the picture's, neither noised nor stepped.
 */
record DenoisingLoop(Scheduler scheduler, int steps) {
  private static final String STAGE = "denoising";

  /**
   * Denoises a clip.
   *
   * @param first the picture's latents, (1, h, w, channels)
   * @param noise the draws
   * @return the clip's latents, (1, frames, h, w, channels), finite
   * @throws NonFiniteException if a step gives NaN or infinity; the message names the step
   */
  FloatTensor run(Branches branches, FloatTensor first, ClipNoise noise, ProgressMonitor monitor) {
    StartedScheduler denoising = StartedScheduler.of(scheduler, steps, noise);
    FloatTensor given = first.unsqueeze(1);
    FloatTensor sample = noise.video().channelsLast().times(denoising.initNoiseSigma());
    monitor.report(STAGE, 0, denoising.count());
    for (int i = 0; i < denoising.count(); i++) {
      monitor.check(STAGE);
      // The UNet's scratch memory is larger than that of the decoder, which comes next.
      Scratch scratch = i == denoising.count() - 1 ? Scratch.RELEASE : Scratch.KEEP;
      try {
        FloatTensor eps =
            branches.estimate(
                FloatTensor.concat(1, List.of(given, sample)),
                denoising.timestep(i),
                scratch,
                monitor);
        sample = denoising.step(i, eps.narrow(1, 1, eps.shape().dim(1) - 1), sample);
      } catch (NonFiniteException e) {
        throw e.at("Step " + (i + 1) + " of " + denoising.count() + " of denoising has no result");
      }
      monitor.report(STAGE, i + 1, denoising.count());
    }
    return FloatTensor.concat(1, List.of(given, sample));
  }
}
