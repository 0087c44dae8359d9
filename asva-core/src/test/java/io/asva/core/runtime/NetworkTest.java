package io.asva.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.testing.InThread;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NetworkTest {
  @Test
  void saysWhereItRunsAndWhy() {
    try (Network network = SmallNetworks.doubling()) {
      assertThat(network.device()).isEqualTo(Device.cpu().resolve());
      assertThat(network.device()).hasToString("CPU: it was asked for");
    }
  }

  @Test
  void namesAMissingInputAndWhatWasGiven() {
    try (Network network = SmallNetworks.doubling()) {
      assertThatThrownBy(() -> network.run(Map.of()))
          .isInstanceOf(ModelException.class)
          .hasMessage("The doubling needs an input x, F32 1x4; given are [].");
    }
  }

  @Test
  void namesAnInputOfAnotherShape() {
    try (Network network = SmallNetworks.doubling()) {
      assertThatThrownBy(() -> network.run(SmallNetworks.x(1, 2, 3)))
          .isInstanceOf(ModelException.class)
          .hasMessage("The doubling's input x must be F32 1x4, not F32 1x3.");
    }
  }

  @Test
  void namesAnInputOfAnotherType() {
    try (Network network = SmallNetworks.doubling()) {
      Map<String, Tensor> input = Map.of("x", LongTensor.of(new long[] {1, 2, 3, 4}, 1, 4));
      assertThatThrownBy(() -> network.run(input))
          .isInstanceOf(ModelException.class)
          .hasMessage("The doubling's input x must be F32 1x4, not I64 1x4.");
    }
  }

  @Test
  void namesAnInputThatItDoesNotKnow() {
    try (Network network = SmallNetworks.doubling()) {
      FloatTensor row = SmallNetworks.row(1, 2, 3, 4);
      assertThatThrownBy(() -> network.run(Map.of("x", row, "z", row)))
          .isInstanceOf(ModelException.class)
          .hasMessage("The doubling has no input z; its inputs are [x].");
    }
  }

  @Test
  void refusesRunsOnceClosedAndClosesTwice() {
    Network network = SmallNetworks.doubling();
    network.close();
    network.close();
    assertThatThrownBy(() -> network.run(SmallNetworks.x(1, 2, 3, 4)))
        .isInstanceOf(ClosedException.class)
        .hasMessage("Can't use the doubling: it is closed.");
  }

  @Test
  void cancellingEndsARunBetweenTwoOperations() {
    try (Network network = SmallNetworks.slow()) {
      Cancellation cancellation = new Cancellation();
      CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(cancellation::cancel);
      long start = System.nanoTime();
      assertThatThrownBy(() -> network.run(SmallNetworks.slowInput(), cancellation))
          .isInstanceOf(CancelledException.class)
          .hasMessage("Cancelled while running the slow network.");
      // Uncancelled, its 800 billion operations take many seconds on any processor.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void anInterruptEndsARunBetweenTwoOperations() {
    Thread runner = Thread.currentThread();
    try (Network network = SmallNetworks.slow()) {
      CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(runner::interrupt);
      long start = System.nanoTime();
      assertThatThrownBy(() -> network.run(SmallNetworks.slowInput()))
          .isInstanceOf(CancelledException.class)
          .hasMessage("Cancelled while running the slow network.");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aCancelledRunLeavesTheNetworkUsable() {
    try (Network network = SmallNetworks.doubling()) {
      Cancellation cancellation = new Cancellation();
      cancellation.cancel();
      assertThatThrownBy(() -> network.run(SmallNetworks.x(1, 2, 3, 4), cancellation))
          .isInstanceOf(CancelledException.class);
      assertThat(SmallNetworks.values(network.run(SmallNetworks.x(1, 2, 3, 4)), "y"))
          .containsExactly(2, 4, 6, 8);
    }
  }

  @Test
  void closingTurnsAwayNewRunsWhileItWaitsForOneThatGoesOn() throws Exception {
    Network network = SmallNetworks.slow();
    Cancellation cancellation = new Cancellation();
    CompletableFuture<?> running =
        InThread.run(() -> network.run(SmallNetworks.slowInput(), cancellation));
    Thread.sleep(100);
    CompletableFuture<Void> closing = InThread.run(network::close);
    Thread.sleep(100);
    assertThat(closing).isNotDone();
    assertThatThrownBy(() -> network.run(SmallNetworks.slowInput()))
        .isInstanceOf(ClosedException.class);
    cancellation.cancel();
    closing.get(10, TimeUnit.SECONDS);
    assertThat(running).failsWithin(Duration.ofSeconds(10));
  }

  @Test
  void wantOfMemoryInsideTheRuntimeSaysWhatToDo() {
    GraphBuilder graph = new GraphBuilder("huge network", WeightCatalogue.of(SmallNetworks.none()));
    Value x = graph.input("x", Rate.STEP, ElementType.F32, 1, 1);
    Value huge = graph.expand(x, 1 << 21, 1 << 22);
    graph.output("y", graph.mean(huge, 0, 1));
    try (Network network = SmallNetworks.open(graph)) {
      assertThatThrownBy(() -> network.run(SmallNetworks.x(1)))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith(
              "The huge network failed for want of memory. Choose fewer frames or a smaller size,"
                  + " or free memory. ONNX Runtime says: ");
    }
  }
}
