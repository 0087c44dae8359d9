package io.asva.core.runtime.internal;

import io.asva.core.onnx.DerivedWeight;
import io.asva.core.weights.Weights;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Computes derived weights, the largest first, on all cores. */
final class DerivedWeights {
  private DerivedWeights() {}

  static Map<String, ByteBuffer> compute(
      List<DerivedWeight> derived, Weights weights, NativeBuffers memory) {
    List<DerivedWeight> largestFirst =
        derived.stream()
            .sorted(Comparator.comparingLong((DerivedWeight d) -> d.shape().elements()).reversed())
            .collect(Collectors.toList());
    Map<String, ByteBuffer> result = new ConcurrentHashMap<>();
    // A parallel forEach throws while others still write to memory that the caller then frees.
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    largestFirst.parallelStream()
        .forEach(
            weight -> {
              try {
                ByteBuffer buffer = memory.allocate(weight.shape().elements() * Float.BYTES);
                weight.transform().compute(weights, buffer.asFloatBuffer());
                result.put(weight.name(), buffer);
              } catch (RuntimeException | Error e) {
                failures.add(e);
              }
            });
    Throwable first = failures.poll();
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException exception) {
      throw exception;
    }
    return result;
  }
}
