package io.asva.core.runtime;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a network runs.
 *
 * @param threads how many threads one evaluation uses; 0 leaves the choice to ONNX Runtime, one a
 *     core
 * @param profile the start of a file name that ONNX Runtime's own profile is written to when the
 *     network is closed
 */
public record NetworkOptions(int threads, Optional<Path> profile) {
  /** Rejects a negative number of threads. */
  public NetworkOptions {
    if (threads < 0) {
      throw new IllegalArgumentException("the number of threads must not be negative: " + threads);
    }
  }

  /** ONNX Runtime's choice of threads, and no profile. */
  public static NetworkOptions defaults() {
    return new NetworkOptions(0, Optional.empty());
  }

  /** The same without a profile. */
  public NetworkOptions withoutProfile() {
    return new NetworkOptions(threads, Optional.empty());
  }
}
