package io.asva.diffusion.internal;

import io.asva.core.random.GaussianNoise;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.diffusion.AnimationException;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.scheduler.StepNoise;
import io.asva.vae.VaeConfig;

/**
 * The draws of noise that a video needs, the first two the caller's own or from the seed. Each has
 * a stream of its own, so that one given by the caller does not change the others, and that of a
 * step follows from the seed, the step's number and the video's length alone.
 *
 * @param image the autoencoder's draw, (1, channels, h, w)
 * @param video the noise that denoising starts from, (1, channels, frames - 1, h, w)
 * @param seed what steps draw from
 * @param whole the shape of the whole video's noise
 * @param start the frame of the whole video that these are from, but for its first
 */
record ClipNoise(FloatTensor image, FloatTensor video, long seed, Shape whole, int start)
    implements StepNoise {
  private static final int IMAGE = 0;
  private static final int VIDEO = 1;
  private static final int STEPS = 2;

  /**
   * The noise of a request.
   *
   * @param frames of the whole video
   */
  static ClipNoise of(AnimationRequest request, ClipForm form, int frames, VaeConfig vae) {
    Shape image = image(form, vae);
    Shape video = video(form, frames, vae);
    return new ClipNoise(
        request.imageNoise().orElseGet(() -> drawn(request.seed(), IMAGE, image)),
        request.videoNoise().orElseGet(() -> drawn(request.seed(), VIDEO, video)),
        request.seed(),
        video,
        0);
  }

  /** The noise of a window whose given frame is the video's {@code from}. */
  ClipNoise window(int from, int frames) {
    return new ClipNoise(image, video.narrow(2, from, frames - 1), seed, whole, from);
  }

  /** The draw of a step, shaped like a sample, (1, frames - 1, h, w, channels). */
  @Override
  public FloatTensor draw(int step, Shape shape) {
    return drawn(seed, STEPS + step, whole).narrow(2, start, video.shape().dim(2)).channelsLast();
  }

  /**
   * Checks the noise that a request brings along.
   *
   * @throws AnimationException if its shape doesn't fit, or it isn't finite
   */
  static void check(AnimationRequest request, ClipForm form, VaeConfig vae) {
    request.imageNoise().ifPresent(n -> check("image", n, image(form, vae)));
    request.videoNoise().ifPresent(n -> check("video", n, video(form, form.frames(), vae)));
  }

  private static Shape image(ClipForm form, VaeConfig vae) {
    FrameSize size = form.size();
    int factor = vae.factor();
    return Shape.of(1, vae.latentChannels(), size.height() / factor, size.width() / factor);
  }

  private static Shape video(ClipForm form, int frames, VaeConfig vae) {
    Shape image = image(form, vae);
    return Shape.of(1, image.dim(1), frames - 1, image.dim(2), image.dim(3));
  }

  private static FloatTensor drawn(long seed, int stream, Shape shape) {
    return GaussianNoise.of(seed).stream(stream).fill(shape.dims());
  }

  private static void check(String what, FloatTensor noise, Shape shape) {
    if (!noise.shape().equals(shape)) {
      throw new AnimationException(
          "The "
              + what
              + " noise must be "
              + shape
              + " for this size and number of frames, not "
              + noise.shape()
              + ".");
    }
    for (float value : noise.values()) {
      if (!Float.isFinite(value)) {
        throw new AnimationException(
            "The " + what + " noise holds " + value + "; expected finite numbers.");
      }
    }
  }
}
