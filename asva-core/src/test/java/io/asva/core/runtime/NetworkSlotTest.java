package io.asva.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.graph.GraphException;
import io.asva.core.testing.InThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NetworkSlotTest {
  private final Cancellation never = new Cancellation();

  @Test
  void opensAGeometryOnceAndClosesItForTheNext() {
    List<Network> opened = new ArrayList<>();
    try (NetworkSlot<Integer> slot =
        new NetworkSlot<>(
            "slot",
            width -> {
              Network network = SmallNetworks.doubling("n", "x", "y", 1, width);
              opened.add(network);
              return network;
            })) {
      slot.run(2, SmallNetworks.x(1, 2), never);
      slot.run(2, SmallNetworks.x(1, 2), never);
      assertThat(opened).hasSize(1);
      slot.run(3, SmallNetworks.x(1, 2, 3), never);
      assertThat(opened).hasSize(2);
      assertThatThrownBy(() -> opened.get(0).run(SmallNetworks.x(1, 2)))
          .isInstanceOf(ClosedException.class);
    }
    assertThatThrownBy(() -> opened.get(1).run(SmallNetworks.x(1, 2, 3)))
        .isInstanceOf(ClosedException.class);
  }

  @Test
  void staysUsableWhenAGeometryCannotBeOpened() {
    try (NetworkSlot<Integer> slot =
        new NetworkSlot<>(
            "slot",
            width -> {
              if (width == 3) {
                throw new GraphException("no such width");
              }
              return SmallNetworks.doubling("n", "x", "y", 1, width);
            })) {
      assertThatThrownBy(() -> slot.run(3, SmallNetworks.x(1, 2, 3), never))
          .isInstanceOf(GraphException.class);
      assertThat(SmallNetworks.values(slot.run(2, SmallNetworks.x(1, 2), never), "y"))
          .containsExactly(2, 4);
    }
  }

  @Test
  void whoWaitsNoticesItsCancellationAndTheClosing() throws Exception {
    NetworkSlot<Integer> slot = new NetworkSlot<>("slot", any -> SmallNetworks.slow());
    Cancellation first = new Cancellation();
    Cancellation second = new Cancellation();
    CompletableFuture<?> running = start(slot, first);
    Thread.sleep(300);
    CompletableFuture<?> cancelled = start(slot, second);
    CompletableFuture<?> waiting = start(slot, new Cancellation());
    Thread.sleep(100);
    second.cancel();
    assertThatThrownBy(() -> cancelled.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(CancelledException.class);
    CompletableFuture<Void> closing = InThread.run(slot::close);
    Thread.sleep(100);
    first.cancel();
    assertThatThrownBy(() -> running.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(CancelledException.class);
    closing.get(10, TimeUnit.SECONDS);
    assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ClosedException.class)
        .hasMessageContaining("Can't use the slot: it is closed.");
    slot.close();
  }

  @Test
  void anInterruptedThreadFreesTheNetworkAllTheSame() {
    NetworkSlot<Integer> slot =
        new NetworkSlot<>("slot", width -> SmallNetworks.doubling("n", "x", "y", 1, width));
    slot.run(2, SmallNetworks.x(1, 2), never);
    Thread.currentThread().interrupt();
    slot.release();
    slot.close();
    assertThat(Thread.interrupted()).isTrue();
  }

  private static CompletableFuture<?> start(NetworkSlot<Integer> slot, Cancellation cancellation) {
    return InThread.run(() -> slot.run(1, SmallNetworks.slowInput(), cancellation));
  }
}
