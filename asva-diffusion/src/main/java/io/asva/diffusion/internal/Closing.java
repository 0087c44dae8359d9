package io.asva.diffusion.internal;

import io.asva.core.AsvaException;
import org.jspecify.annotations.Nullable;

/** Closes several things, all of them even if one fails. */
public final class Closing {
  private Closing() {}

  /** Closes all that is there; the first failure is thrown, later ones are attached to it. */
  public static void all(@Nullable AutoCloseable... parts) {
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
