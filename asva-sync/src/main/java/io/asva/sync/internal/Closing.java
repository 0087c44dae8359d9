package io.asva.sync.internal;

import io.asva.core.AsvaException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes several things, all of them even if one fails. */
final class Closing {
  private Closing() {}

  /** Closes all; the first failure is thrown, later ones are attached to it. */
  static void all(@Nullable AutoCloseable... parts) {
    all(Arrays.asList(parts));
  }

  /** Closes all; the first failure is thrown, later ones are attached to it. */
  static void all(List<? extends @Nullable AutoCloseable> parts) {
    RuntimeException failure = null;
    for (AutoCloseable part : parts) {
      try {
        if (part != null) {
          part.close();
        }
      } catch (Exception e) {
        RuntimeException wrapped =
            e instanceof RuntimeException runtime
                ? runtime
                : new AsvaException("Closing failed: " + e.getMessage(), e);
        if (failure == null) {
          failure = wrapped;
        } else {
          failure.addSuppressed(wrapped);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
