package io.asva.core.runtime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class NetworkSlotTest {
  private final List<Integer> opened = new ArrayList<>();

  private Network open(int length) {
    if (length > 100) {
      throw new GraphException("too long");
    }
    opened.add(length);
    Weights none = Weights.of("nowhere", List.of());
    GraphBuilder b = new GraphBuilder("doubler", WeightCatalogue.of(none));
    b.output("y", b.affine(b.input("x", Rate.STEP, ElementType.F32, length), 2, 0));
    return Network.open(b.build(), none, Device.cpu());
  }

  private static float[] run(NetworkSlot<Integer> slot, int length) {
    float[] values = new float[length];
    values[length - 1] = length;
    Map<String, Tensor> result =
        slot.run(length, Map.of("x", FloatTensor.of(values, length)), new Cancellation());
    return ((FloatTensor) requireNonNull(result.get("y"))).values();
  }

  @Test
  void aGeometryStaysOpenUntilAnotherIsAskedFor() {
    try (NetworkSlot<Integer> slot = new NetworkSlot<>("doubler", this::open)) {
      assertThat(run(slot, 3)).containsExactly(0, 0, 6);
      assertThat(run(slot, 3)).containsExactly(0, 0, 6);
      assertThat(run(slot, 2)).containsExactly(0, 4);
      assertThat(run(slot, 3)).containsExactly(0, 0, 6);
      assertThat(opened).containsExactly(3, 2, 3);
    }
  }

  @Test
  void aGeometryThatCanNotBeOpenedLeavesTheSlotUsable() {
    try (NetworkSlot<Integer> slot = new NetworkSlot<>("doubler", this::open)) {
      run(slot, 3);
      assertThatThrownBy(() -> run(slot, 101)).isInstanceOf(GraphException.class);
      assertThat(run(slot, 3)).containsExactly(0, 0, 6);
    }
  }

  @Test
  void aClosedOrCancelledCallSaysSo() {
    NetworkSlot<Integer> slot = new NetworkSlot<>("doubler", this::open);
    Cancellation cancelled = new Cancellation();
    cancelled.cancel();
    assertThatThrownBy(() -> slot.run(1, Map.of(), cancelled))
        .isInstanceOf(CancelledException.class)
        .hasMessage("Cancelled while running the doubler.");
    assertThat(opened).isEmpty();
    slot.close();
    slot.close();
    assertThatThrownBy(() -> run(slot, 3))
        .isInstanceOf(ClosedException.class)
        .hasMessage("Can't use the doubler: it is closed.");
  }

  @Test
  void closingUnderThreadsThatRunEndsEachCallWellOrWithTheClosedException() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 20; round++) {
        NetworkSlot<Integer> slot = new NetworkSlot<>("doubler", this::open);
        List<Future<float[]>> calls = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
          int length = 1 + i % 3;
          calls.add(threads.submit(() -> run(slot, length)));
        }
        slot.close();
        for (Future<float[]> call : calls) {
          try {
            float[] values = call.get();
            assertThat(values[values.length - 1]).isEqualTo(2 * values.length);
          } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(ClosedException.class);
          }
        }
      }
    } finally {
      threads.shutdown();
    }
  }
}
