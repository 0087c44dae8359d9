package io.asva.core.runtime.internal;

import ai.onnxruntime.OrtException;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long this process has spent inside ONNX Runtime's runs, all threads together: what is left of
 * a call's time is the library's own.
 */
public final class RuntimeMeter {
  private static final LongAdder NANOS = new LongAdder();

  /** A run. */
  @FunctionalInterface
  interface Run<T> {
    T run() throws OrtException;
  }

  private RuntimeMeter() {}

  static <T> T measured(Run<T> run) throws OrtException {
    long start = System.nanoTime();
    try {
      return run.run();
    } finally {
      NANOS.add(System.nanoTime() - start);
    }
  }

  /** Nanoseconds so far. */
  public static long nanos() {
    return NANOS.sum();
  }
}
