package io.asva.diffusion.internal;

import io.asva.core.runtime.Device;
import io.asva.core.runtime.Precision;
import io.asva.diffusion.AnimationException;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.AnimatorConfig;
import io.asva.diffusion.FeatureCache;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.scheduler.StepNoise;
import io.asva.unet.UnetGeometry;
import java.util.Locale;

/** Checks a request before anything is read or computed. */
final class RequestChecks {
  private static final double GIGA = 1e9;
  // A lower bound, so that nothing is refused that works: 4 kept, 2 joined, their norm, tiles of a
  // convolution (2.25 times), queries, and a quarter of the feed-forward layer's 8.
  private static final int LEAST_VALUES = 12;

  private RequestChecks() {}

  /**
   * Checks a request.
   *
   * @throws AnimationException if its size, noise or amount can't be
   * @throws io.asva.diffusion.scheduler.SchedulerException if its number of steps can't be
   */
  static void check(AnimationRequest request, ClipForm form, AnimatorConfig config) {
    requireDivisible(form.size(), config.sizeFactor());
    ClipNoise.check(request, form, config.vae());
    StartedScheduler.of(
        config.scheduler(request.sampling()), request.steps(), StepNoise.ofSeed(request.seed()));
    requireBranch(request.sampling().cache(), config.unet().skips());
    requireMemory(form, config, config.device().memory());
    requireHeap(request.made(), form.frames(), form.size());
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

  private static void requireBranch(FeatureCache cache, int branches) {
    if (cache.isUsed() && cache.branch() >= branches) {
      throw new AnimationException(
          "The feature cache's branch "
              + cache.branch()
              + " is not one of this UNet's, which has "
              + branches
              + " skip connections: 0 is the outermost, "
              + (branches - 1)
              + " the innermost.");
    }
  }

  private static int nearest(int extent, int factor) {
    return Math.max(1, Math.round(extent / (float) factor)) * factor;
  }

  /** The clips that are given back lie on the heap, all of them. */
  static void requireHeap(int clips, int frames, FrameSize size) {
    double bytes = 4.0 * 3 * clips * frames * size.height() * size.width();
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap) {
      throw new AnimationException(
          String.format(
              Locale.ROOT,
              "%s %d frames of %s take %.1f GB, and Java's heap has %.1f GB: ask for fewer %s at a time, or start Java with a larger -Xmx.",
              clips == 1 ? "A video's" : clips + " clips of",
              frames,
              size,
              bytes / GIGA,
              heap / GIGA,
              clips == 1 ? "seconds" : "clips"));
    }
  }

  /**
   * At its first level the UNet holds the results that its last level takes up again, and beside
   * them what a convolution and a feed-forward layer need.
   */
  static void requireMemory(ClipForm form, AnimatorConfig config, long memory) {
    FrameSize size = form.size();
    double factor = config.vae().factor();
    double places = size.height() / factor * (size.width() / factor);
    double needed = needed(form.frames() * places, config);
    if (needed > memory) {
      throw new AnimationException(
          String.format(
              Locale.ROOT,
              "%d frames of %s need more than %.0f GB of memory in the UNet; %s has %.0f GB. Choose a smaller size or fewer frames.",
              form.frames(),
              size,
              needed / GIGA,
              config.device().place() instanceof Device.Cuda gpu ? gpu : "this machine",
              memory / GIGA));
    }
  }

  /** The bytes that one evaluation of the UNet needs at least. */
  private static double needed(double positions, AnimatorConfig config) {
    int bytes = config.device().precision() == Precision.FP16 ? Short.BYTES : Float.BYTES;
    return LEAST_VALUES * bytes * positions * config.unet().blockOutChannels().get(0);
  }

  /** How many evaluations may be one: as many as the configuration says, if they have room. */
  static int batch(UnetGeometry geometry, AnimatorConfig config) {
    double positions = (double) geometry.frames() * geometry.height() * geometry.width();
    double room = config.device().memory() / needed(positions, config);
    return (int) Math.max(1, Math.min(config.sharing().maxBatchSize(), room));
  }
}
