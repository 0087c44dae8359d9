package io.asva.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.testing.InThread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DevicePermitsTest {
  // A device of its own for each test; a permit asks nothing of the device.
  private static int next = 1000;

  private final Device device = Device.cuda(next++);
  private final Cancellation never = new Cancellation();

  private DevicePermit acquire() {
    return DevicePermits.acquire(device, never, "testing");
  }

  private void awaitUsers(int users) throws InterruptedException {
    while (DevicePermits.users(device) != users) {
      Thread.sleep(1);
    }
  }

  @Test
  void areGivenInTheOrderOfAsking() throws Exception {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    try (DevicePermit first = acquire()) {
      for (int i = 0; i < 8; i++) {
        int number = i;
        Thread thread =
            new Thread(
                () -> {
                  try (DevicePermit mine = acquire()) {
                    order.add(number);
                  }
                });
        thread.start();
        threads.add(thread);
        awaitUsers(i + 2);
      }
      assertThat(order).isEmpty();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void aWaitEndsWhenItIsCancelledAndLeavesTheQueue() throws Exception {
    try (DevicePermit first = acquire()) {
      Cancellation cancellation = new Cancellation();
      CompletableFuture<Void> waiting =
          InThread.run(() -> DevicePermits.acquire(device, cancellation, "denoising").close());
      awaitUsers(2);
      cancellation.cancel();
      assertThatThrownBy(() -> waiting.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(CancelledException.class)
          .hasMessageContaining("Cancelled while denoising.");
      assertThat(DevicePermits.users(device)).isEqualTo(1);
    }
    acquire().close();
  }

  @Test
  void nothingIsTakenByACallThatIsCancelledAlready() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    assertThatThrownBy(() -> DevicePermits.acquire(device, cancellation, "denoising"))
        .isInstanceOf(CancelledException.class);
    assertThat(DevicePermits.users(device)).isZero();
  }

  @Test
  void aWaitEndsWhenItsThreadIsInterruptedAndTheStatusStays() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> status = new AtomicReference<>();
    try (DevicePermit first = acquire()) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  acquire().close();
                } catch (CancelledException e) {
                  thrown.set(e);
                  status.set(Thread.currentThread().isInterrupted());
                }
              });
      thread.start();
      awaitUsers(2);
      thread.interrupt();
      thread.join();
    }
    assertThat(thrown.get()).hasMessage("Cancelled while testing.");
    assertThat(status.get()).isTrue();
    assertThat(DevicePermits.users(device)).isZero();
  }

  @Test
  void areGivenBackWhenTheWorkFails() {
    assertThatThrownBy(
            () -> {
              try (DevicePermit permit = acquire()) {
                throw new IllegalStateException("work");
              }
            })
        .hasMessage("work");
    assertThat(DevicePermits.users(device)).isZero();
  }

  @Test
  void closingTwiceDoesNotTakeAnothersTurn() throws Exception {
    DevicePermit first = acquire();
    first.close();
    try (DevicePermit second = acquire()) {
      first.close();
      assertThat(DevicePermits.users(device)).isEqualTo(1);
    }
  }

  @Test
  void aThreadThatHoldsOneIsToldSoInsteadOfWaitingForItself() {
    try (DevicePermit permit = acquire()) {
      assertThatThrownBy(this::acquire)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("this thread has the turn already");
    }
  }

  @Test
  void devicesDoNotWaitForEachOther() {
    try (DevicePermit one = acquire();
        DevicePermit other = DevicePermits.acquire(Device.cuda(next++), never, "testing")) {
      assertThat(DevicePermits.users(device)).isEqualTo(1);
    }
  }
}
