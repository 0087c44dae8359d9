package io.asva.core.runtime.internal;

import io.asva.core.files.Sha256;
import io.asva.core.onnx.DerivedWeight;
import io.asva.core.prepared.PreparedFolder;
import io.asva.core.prepared.PreparedRoom;
import io.asva.core.prepared.TensorHashes;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The derived weights of a network: mapped from where an earlier opening kept them, else computed,
 * the largest first, on all cores. For one opening.
 */
final class DerivedWeights {
  private final Weights weights;
  private final NativeBuffers memory;
  private final Map<String, ByteBuffer> result = new ConcurrentHashMap<>();

  private DerivedWeights(Weights weights, NativeBuffers memory) {
    this.weights = weights;
    this.memory = memory;
  }

  /**
   * Gets them all.
   *
   * @param memory what they are computed into; those that are mapped lie outside it
   * @param prepared where they are kept
   */
  static Map<String, ByteBuffer> get(
      List<DerivedWeight> derived,
      Weights weights,
      NativeBuffers memory,
      Optional<PreparedFolder> prepared) {
    List<DerivedWeight> largestFirst =
        derived.stream().sorted(Comparator.comparingLong(DerivedWeight::bytes).reversed()).toList();
    DerivedWeights all = new DerivedWeights(weights, memory);
    if (prepared.isPresent()
        && !derived.isEmpty()
        && total(derived) >= prepared.get().limits().leastWeights()) {
      all.find(largestFirst, prepared.get());
    } else {
      forEach(largestFirst, all::compute);
    }
    return all.result;
  }

  private void find(List<DerivedWeight> derived, PreparedFolder prepared) {
    Map<String, String> names = names(derived, prepared);
    Consumer<DerivedWeight> find =
        weight ->
            prepared
                .find(name(names, weight))
                .filter(content -> content.remaining() == weight.bytes())
                .ifPresent(content -> result.put(weight.name(), content));
    forEach(derived, find);
    List<DerivedWeight> missing = missing(derived);
    if (missing.isEmpty()) {
      return;
    }
    try (PreparedRoom room = prepared.room(total(missing)).orElse(null)) {
      if (room == null) {
        forEach(missing, this::compute);
        return;
      }
      forEach(missing, find); // another process may have been faster
      forEach(
          missing(missing),
          weight -> {
            compute(weight);
            keep(weight, name(names, weight), room);
          });
    }
  }

  private List<DerivedWeight> missing(List<DerivedWeight> wanted) {
    return wanted.stream().filter(weight -> !result.containsKey(weight.name())).toList();
  }

  /** Names that say what is computed, and from which numbers. */
  private Map<String, String> names(List<DerivedWeight> derived, PreparedFolder prepared) {
    List<String> sources = derived.stream().map(d -> d.transform().weight()).toList();
    Map<String, String> sums = new TensorHashes(prepared).of(weights, sources);
    Map<String, String> names = new LinkedHashMap<>();
    for (DerivedWeight weight : derived) {
      WeightTensor source = weights.require(weight.transform().weight());
      names.put(
          weight.name(),
          "weight-"
              + Sha256.of(
                  String.join(
                      "\n",
                      weight.transform().formula(),
                      weight.shape().toString(),
                      source.type().toString(),
                      source.shape().toString(),
                      Objects.requireNonNull(sums.get(source.name())))));
    }
    return names;
  }

  private static String name(Map<String, String> names, DerivedWeight weight) {
    return Objects.requireNonNull(names.get(weight.name()));
  }

  private void compute(DerivedWeight weight) {
    ByteBuffer buffer = memory.allocate(weight.bytes());
    weight.transform().compute(weights, buffer);
    result.put(weight.name(), buffer);
  }

  /** Mapped memory is shared by processes, and the system can take it back. */
  private void keep(DerivedWeight weight, String name, PreparedRoom room) {
    ByteBuffer computed = Objects.requireNonNull(result.get(weight.name()));
    room.keep(name, computed)
        .ifPresent(
            mapped -> {
              result.put(weight.name(), mapped);
              memory.free(computed);
            });
  }

  private static long total(List<DerivedWeight> weights) {
    return weights.stream().mapToLong(DerivedWeight::bytes).sum();
  }

  private static void forEach(List<DerivedWeight> weights, Consumer<DerivedWeight> action) {
    // A parallel forEach throws while others still write to memory that the caller then frees.
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    new ArrayList<>(weights)
        .parallelStream()
            .forEach(
                weight -> {
                  try {
                    action.accept(weight);
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
  }
}
