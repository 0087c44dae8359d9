package io.asva.diffusion.internal;

import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.diffusion.AnimationException;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.noise.GaussianNoise;
import java.util.Optional;

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
    Shape image = Shape.of(1, channels, height, width);
    Shape video = Shape.of(1, channels, request.frames() - 1, height, width);
    return new ClipNoise(
        given("image", request.imageNoise(), image)
            .orElseGet(() -> GaussianNoise.of(request.seed()).stream(IMAGE).fill(image.dims())),
        given("video", request.videoNoise(), video)
            .orElseGet(() -> GaussianNoise.of(request.seed()).stream(VIDEO).fill(video.dims())));
  }

  private static Optional<FloatTensor> given(
      String what, Optional<FloatTensor> noise, Shape shape) {
    noise.ifPresent(
        tensor -> {
          if (!tensor.shape().equals(shape)) {
            throw new AnimationException(
                "The "
                    + what
                    + " noise must be "
                    + shape
                    + " for this size and number of frames, not "
                    + tensor.shape()
                    + ".");
          }
          for (float value : tensor.values()) {
            if (!Float.isFinite(value)) {
              throw new AnimationException(
                  "The " + what + " noise holds " + value + "; expected finite numbers.");
            }
          }
        });
    return noise;
  }
}
