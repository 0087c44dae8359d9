package io.asva.core.concurrent;

import io.asva.core.AsvaException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes several things, all of them even if one fails. */
public final class Closing {
  private Closing() {}

  /** Closes all that is there; the first failure is thrown, later ones are attached to it. */
  public static void all(@Nullable AutoCloseable... parts) {
    all(Arrays.asList(parts));
  }

  /** Closes all that is there; the first failure is thrown, later ones are attached to it. */
  public static void all(List<? extends @Nullable AutoCloseable> parts) {
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

  /** Closes all because of a failure, to which what fails now is attached. */
  public static void after(Throwable failure, @Nullable AutoCloseable... parts) {
    after(failure, Arrays.asList(parts));
  }

  /** Closes all because of a failure, to which what fails now is attached. */
  public static void after(Throwable failure, List<? extends @Nullable AutoCloseable> parts) {
    try {
      all(parts);
    } catch (RuntimeException closing) {
      failure.addSuppressed(closing);
    }
  }
}
