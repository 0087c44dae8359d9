package io.asva.core.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.ClosedException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallGateTest {
  private final AtomicInteger released = new AtomicInteger();
  private final CallGate gate = new CallGate(this, "the thing", released::incrementAndGet);
  private final ExecutorService pool = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    pool.shutdownNow();
  }

  @Test
  void closingWaitsForTheCallThatGoesOnAndTurnsAwayNewOnes() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger told = new AtomicInteger();
    gate.onClose(told::incrementAndGet);
    Future<Integer> call =
        pool.submit(
            () ->
                gate.call(
                    () -> {
                      begun.countDown();
                      await(end);
                      assertThatThrownBy(gate::requireOpen).isInstanceOf(ClosedException.class);
                      return gate.call(released::get); // one within a call belongs to it
                    }));
    begun.await();
    Future<?> closing = pool.submit(gate::close);
    assertThatThrownBy(() -> closing.get(50, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> gate.call(() -> 0))
        .isInstanceOf(ClosedException.class)
        .hasMessageContaining("the thing");
    assertThat(told).hasValue(1);
    end.countDown();
    closing.get();
    assertThat(call.get()).isZero();
    gate.close();
    assertThat(released).hasValue(1);
  }

  @Test
  void closingFromWithinACallLeavesTheFreeingToItsEnd() {
    int during =
        gate.call(
            () -> {
              assertThat(gate.inside()).isTrue();
              gate.close();
              return gate.call(released::get);
            });
    assertThat(during).isZero();
    assertThat(gate.inside()).isFalse();
    assertThat(released).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
