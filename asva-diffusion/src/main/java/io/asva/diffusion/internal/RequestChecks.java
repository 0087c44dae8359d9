package io.asva.diffusion.internal;

import io.asva.diffusion.AnimationException;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.AnimatorConfig;
import io.asva.diffusion.FrameSize;
import java.util.Locale;

/** What can be said of a request before anything is read or computed. */
final class RequestChecks {
  private static final double GIGA = 1e9;

  private RequestChecks() {}

  /**
   * Checks a request.
   *
   * @throws AnimationException if its size, noise or amount can't be
   * @throws io.asva.diffusion.scheduler.SchedulerException if its number of steps can't be
   */
  static void check(AnimationRequest request, FrameSize size, AnimatorConfig config) {
    requireDivisible(size, config.sizeFactor());
    int factor = config.vae().factor();
    ClipNoise.check(
        request, config.vae().latentChannels(), size.height() / factor, size.width() / factor);
    config.scheduler().start(request.steps());
    requireMemory(request, size, config);
    requireHeap(request, size);
  }

  private static void requireDivisible(FrameSize size, int factor) {
    if (size.height() % factor != 0 || size.width() % factor != 0) {
      throw new AnimationException(
          "The size "
              + size
              + " (height x width) does not fit the networks: both must be multiples of "
              + factor
              + ". The nearest that fits is "
              + nearest(size.height(), factor)
              + "x"
              + nearest(size.width(), factor)
              + ".");
    }
  }

  private static int nearest(int extent, int factor) {
    return Math.max(1, Math.round(extent / (float) factor)) * factor;
  }

  /** The clips that are given back lie on the heap, all of them. */
  private static void requireHeap(AnimationRequest request, FrameSize size) {
    double bytes = 4.0 * 3 * request.clips() * request.frames() * size.height() * size.width();
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap) {
      throw new AnimationException(
          String.format(
              Locale.ROOT,
              "%d clips of %d frames of %s take %.1f GB, and Java's heap has %.1f GB: ask for fewer clips at a time, or start Java with a larger -Xmx.",
              request.clips(),
              request.frames(),
              size,
              bytes / GIGA,
              heap / GIGA));
    }
  }

  /** The UNet's attention to the first frame needs a matrix that grows with the size's square. */
  private static void requireMemory(
      AnimationRequest request, FrameSize size, AnimatorConfig config) {
    double factor = config.vae().factor();
    double places = size.height() / factor * (size.width() / factor);
    double bytes = 4.0 * config.unet().heads().get(0) * request.frames() * places * places;
    long memory = PhysicalMemory.bytes();
    if (bytes > memory) {
      throw new AnimationException(
          String.format(
              Locale.ROOT,
              "%d frames of %s need some %.0f GB of memory for the UNet's attention; this machine has %.0f GB. Choose a smaller size or fewer frames.",
              request.frames(),
              size,
              bytes / GIGA,
              memory / GIGA));
    }
  }
}
