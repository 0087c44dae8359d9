package io.asva.serve;

import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.diffusion.Animator;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.testing.TinyRequests;
import io.asva.media.MediaLimits;
import io.asva.sync.SyncSamples;
import io.asva.sync.SyncScorer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Servers of networks that are as small as can be, on a port that is free. */
final class TestServers {
  static final MediaLimits LIMITS = new MediaLimits(2_000_000, 60, 64, 128_000_000L);

  private static final Path MODELS = TinyModels.folder(folder());

  private TestServers() {}

  private static Path folder() {
    try {
      return Files.createDirectories(
          Files.createTempDirectory(Files.createDirectories(Path.of("target")), "tiny"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An animator whose clips of 16x16 pixels take milliseconds a step. */
  static Animator animator(int waiting) {
    return TinyRequests.animator(MODELS).size(16, 16).limits(LIMITS).queueBound(waiting).build();
  }

  /** A server without a scorer. */
  static AsvaServerBuilder animating(Path folder, int waiting) {
    return AsvaServer.builder(animator(waiting))
        .port(0)
        .folder(folder.resolve("serve"))
        .limits(LIMITS)
        .log((what, why) -> why.printStackTrace());
  }

  /** A server of everything. */
  static AsvaServerBuilder whole(Path folder, int waiting) {
    return animating(folder, waiting)
        .scorer(
            SyncScorer.builder()
                .weights(SyncSamples.weights())
                .device(Device.cpu())
                .options(new NetworkOptions(1, Optional.empty()))
                .limits(LIMITS)
                .build());
  }
}
