package io.asva.diffusion.testing;

import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.AnimationRequestBuilder;
import io.asva.diffusion.Animator;
import io.asva.diffusion.AnimatorBuilder;
import io.asva.media.Audio;
import io.asva.media.Image;
import java.nio.file.Path;
import java.util.Optional;

/** Requests to animators of {@link TinyModels}. */
public final class TinyRequests {
  private TinyRequests() {}

  /** An animator on one thread, so that a busy machine does not slow it. */
  public static AnimatorBuilder animator(Path models) {
    return Animator.builder()
        .models(models)
        .device(Device.cpu())
        .options(new NetworkOptions(1, Optional.empty()))
        .size(16, 16);
  }

  /** An image, audio of 3 s, a category, 4 frames in 3 steps. */
  public static AnimationRequestBuilder request() {
    return AnimationRequest.builder()
        .image(image(20, 24))
        .audio(audio(3))
        .category("bell ringing")
        .frames(4)
        .steps(3);
  }

  /** An image in which each pixel has a colour of its own. */
  public static Image image(int height, int width) {
    byte[] rgb = new byte[3 * height * width];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i * 37 + i / 7);
    }
    return new Image(width, height, rgb);
  }

  /** Audio of two channels at 22.05 kHz that changes all the time. */
  public static Audio audio(double seconds) {
    int rate = 22_050;
    float[][] samples = new float[2][(int) (seconds * rate)];
    for (int i = 0; i < samples[0].length; i++) {
      double t = i / (double) rate;
      samples[0][i] = (float) (0.4 * Math.sin(2 * Math.PI * (300 + 200 * t) * t));
      samples[1][i] = (float) (0.3 * Math.cos(2 * Math.PI * 440 * t * t));
    }
    return new Audio(rate, samples);
  }
}
