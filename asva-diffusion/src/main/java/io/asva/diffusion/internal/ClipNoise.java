package io.asva.diffusion.internal;

import io.asva.core.random.GaussianNoise;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.diffusion.AnimationException;
import io.asva.diffusion.AnimationRequest;

/**
 * The two draws of noise that a clip needs, the caller's own or from the seed. Each has a stream of
 * its own, so that one given by the caller does not change the other.
 *
 * @param image the autoencoder's draw, (1, channels, h, w)
 * @param video the noise that denoising starts from, (1, channels, frames - 1, h, w)
 */
record ClipNoise(FloatTensor image, FloatTensor video) {
  private static final int IMAGE = 0;
  private static final int VIDEO = 1;

  static ClipNoise of(AnimationRequest request, int channels, int height, int width) {
    Shape image = image(channels, height, width);
    Shape video = video(request, channels, height, width);
    return new ClipNoise(
        request.imageNoise().orElseGet(() -> drawn(request, IMAGE, image)),
        request.videoNoise().orElseGet(() -> drawn(request, VIDEO, video)));
  }

  /**
   * Checks the noise that a request brings along.
   *
   * @throws AnimationException if its shape doesn't fit, or it isn't finite
   */
  static void check(AnimationRequest request, int channels, int height, int width) {
    request.imageNoise().ifPresent(n -> check("image", n, image(channels, height, width)));
    request.videoNoise().ifPresent(n -> check("video", n, video(request, channels, height, width)));
  }

  private static Shape image(int channels, int height, int width) {
    return Shape.of(1, channels, height, width);
  }

  private static Shape video(AnimationRequest request, int channels, int height, int width) {
    return Shape.of(1, channels, request.frames() - 1, height, width);
  }

  private static FloatTensor drawn(AnimationRequest request, int stream, Shape shape) {
    return GaussianNoise.of(request.seed()).stream(stream).fill(shape.dims());
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
