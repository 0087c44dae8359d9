package io.asva.diffusion.internal;

import io.asva.core.ProgressMonitor;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.Effort;
import io.asva.diffusion.Guidance;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Denoises a video of one window or of several.
 *
 * @param unet evaluates a window
 * @param loop the steps
 * @param guidance which conditions, with what weights
 * @param conditions of the windows
 */
record VideoDenoiser(OpenUnet unet, DenoisingLoop loop, Guidance guidance, Conditions conditions) {
  /**
   * The conditions of a video.
   *
   * @param text the encoding of its text, of all windows alike
   * @param nullText that of the empty text
   * @param audio the tokens of each window's audio
   * @param nullAudio those of no audio
   */
  record Conditions(
      FloatTensor text, FloatTensor nullText, List<FloatTensor> audio, FloatTensor nullAudio) {}

  /**
   * Denoises all windows together, which share what they overlap in; or the only one.
   *
   * @param first the image's latents, (1, h, w, channels)
   * @return the latents of all frames, (1, frames, h, w, channels), and what they cost
   */
  DenoisingLoop.Denoised overlapping(
      WindowPlan plan, FloatTensor first, ClipNoise noise, ProgressMonitor monitor) {
    List<Branches> branches = new ArrayList<>();
    try {
      List<ClipEstimator> windows = new ArrayList<>();
      for (int i = 0; i < plan.count(); i++) {
        branches.add(branches(i));
        windows.add(new ClipEstimator(branches.get(i), first));
      }
      NoiseEstimator estimator =
          windows.size() == 1
              ? windows.get(0)
              : new OverlappingEstimator(windows, plan, !loop.sampling().cache().isUsed());
      return whole(first, loop.run(estimator, noise, monitor));
    } finally {
      branches.forEach(Branches::close);
    }
  }

  /**
   * Denoises one window after the other, each from the last frame of the one before.
   *
   * @param first the image's latents, (1, h, w, channels)
   * @return the latents of all frames, (1, frames, h, w, channels), and what they cost
   */
  DenoisingLoop.Denoised chain(
      WindowPlan plan, FloatTensor first, ClipNoise noise, ProgressMonitor monitor) {
    List<FloatTensor> latents = new ArrayList<>(List.of(first.unsqueeze(1)));
    int made = plan.window() - 1;
    FloatTensor given = first;
    Effort effort = null;
    for (int i = 0; i < plan.count(); i++) {
      try (Branches branches = branches(i)) {
        DenoisingLoop.Denoised window =
            loop.run(
                new ClipEstimator(branches, given),
                noise.window(plan.starts().get(i), plan.window()),
                monitor.reporting(new ClipProgress(monitor, i, plan.count())));
        given = lastFrame(window.latents());
        effort = window.effort().times(plan.count());
        int kept = Math.min(made, plan.frames() - 1 - i * made);
        latents.add(window.latents().narrow(1, 0, kept));
      }
    }
    return new DenoisingLoop.Denoised(
        FloatTensor.concat(1, latents), Objects.requireNonNull(effort));
  }

  private Branches branches(int window) {
    return Branches.of(
        unet,
        guidance,
        conditions.text(),
        conditions.nullText(),
        conditions.audio().get(window),
        conditions.nullAudio());
  }

  private static FloatTensor lastFrame(FloatTensor latents) {
    int[] d = latents.shape().dims();
    return latents.narrow(1, d[1] - 1, 1).reshape(d[0], d[2], d[3], d[4]);
  }

  private static DenoisingLoop.Denoised whole(FloatTensor first, DenoisingLoop.Denoised denoised) {
    return new DenoisingLoop.Denoised(
        FloatTensor.concat(1, List.of(first.unsqueeze(1), denoised.latents())), denoised.effort());
  }
}
