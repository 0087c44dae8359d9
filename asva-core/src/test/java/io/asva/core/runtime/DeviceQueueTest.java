package io.asva.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.Progress;
import io.asva.core.ProgressMonitor;
import io.asva.core.testing.InThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeviceQueueTest {
  private final AtomicLong now = new AtomicLong();
  private final DeviceQueue queue = new DeviceQueue(Device.cpu(), now::get);
  private final List<String> order = Collections.synchronizedList(new ArrayList<>());
  private final List<CompletableFuture<Void>> calls = new ArrayList<>();

  private static DeviceCaller caller(String name) {
    return DeviceCaller.of(name, DeviceCaller.UNBOUNDED, 1);
  }

  private DevicePermit take(DeviceCaller caller) {
    return queue.acquire(caller, Optional.empty(), ProgressMonitor.none(), "testing");
  }

  /** Begins a call that has to wait, and returns when it does. */
  private void begin(DeviceCaller caller, Optional<?> group, ProgressMonitor monitor, Runnable work)
      throws InterruptedException {
    CountDownLatch waits = new CountDownLatch(1);
    ProgressMonitor signalling =
        monitor.reporting(
            progress -> {
              monitor.onProgress(progress);
              waits.countDown();
            });
    calls.add(
        InThread.run(
            () -> {
              try (DevicePermit mine = queue.acquire(caller, group, signalling, "testing")) {
                order.add(caller.toString());
                work.run();
              } finally {
                waits.countDown();
              }
            }));
    waits.await();
  }

  private void begin(DeviceCaller caller) throws InterruptedException {
    begin(caller, Optional.empty(), ProgressMonitor.none(), () -> {});
  }

  private void awaitAll() throws Exception {
    for (CompletableFuture<Void> call : calls) {
      call.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void aCallerWithOneCallWaitsForOneTurnOfACallerWithTen() throws Exception {
    DeviceCaller many = caller("many");
    try (DevicePermit first = take(many)) {
      for (int i = 0; i < 10; i++) {
        begin(many);
      }
      begin(caller("one"));
      begin(caller("other"));
    }
    awaitAll();
    assertThat(order).hasSize(12).startsWith("many", "one", "other", "many", "many");
  }

  @Test
  void callsOfOneCallerComeInTheOrderOfAsking() throws Exception {
    DeviceCaller caller = caller("caller");
    List<Integer> numbers = Collections.synchronizedList(new ArrayList<>());
    try (DevicePermit first = take(caller)) {
      for (int i = 0; i < 5; i++) {
        int number = i;
        begin(caller, Optional.empty(), ProgressMonitor.none(), () -> numbers.add(number));
      }
    }
    awaitAll();
    assertThat(numbers).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aFullQueueIsRefusedWithItsLengthAndBound() throws Exception {
    DeviceCaller bounded = DeviceCaller.of("the Animator", 2, 1);
    try (DevicePermit first = take(caller("other"))) {
      begin(bounded);
      begin(bounded);
      assertThatThrownBy(() -> InThread.run(() -> take(bounded).close()).join())
          .cause()
          .isInstanceOfSatisfying(
              DeviceQueueFullException.class,
              e -> {
                assertThat(e.length()).isEqualTo(2);
                assertThat(e.bound()).isEqualTo(2);
              })
          .hasMessage(
              "2 calls of the Animator wait for the CPU already, and 2 may (queueBound). Call again later, or raise the bound.");
      begin(caller("third")); // the bound is one caller's
      assertThat(queue.users()).isEqualTo(4);
    }
    awaitAll();
  }

  @Test
  void aBoundOfNoneLetsACallComeThatNeedNotWait() {
    DeviceCaller never = DeviceCaller.of("never", 0, 1);
    take(never).close();
    try (DevicePermit first = take(caller("other"))) {
      assertThatThrownBy(() -> InThread.run(() -> take(never).close()).join())
          .hasCauseInstanceOf(DeviceQueueFullException.class)
          .hasMessageContaining("0 calls of never wait for the CPU already, and 0 may");
    }
    take(never).close();
  }

  @Test
  void progressTellsHowManyCallsComeBefore() throws Exception {
    List<Progress> told = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch moved = new CountDownLatch(2);
    ProgressMonitor monitor =
        new ProgressMonitor(
            progress -> {
              told.add(progress);
              moved.countDown();
            });
    DeviceCaller caller = caller("caller");
    try (DevicePermit first = take(caller)) {
      begin(caller, Optional.empty(), ProgressMonitor.none(), () -> await(moved));
      begin(caller, Optional.empty(), monitor, () -> {});
    }
    awaitAll();
    assertThat(told)
        .containsExactly(
            new Progress("waiting", 0, 2),
            new Progress("waiting", 1, 2),
            new Progress("waiting", 2, 2));
  }

  @Test
  void progressDoesNotGoBackWhenAnotherCallerComesInBetween() throws Exception {
    List<Progress> told = Collections.synchronizedList(new ArrayList<>());
    DeviceCaller caller = caller("caller");
    try (DevicePermit first = take(caller)) {
      begin(caller);
      begin(caller, Optional.empty(), new ProgressMonitor(told::add), () -> {});
      begin(caller("other")); // comes before the last one
    }
    awaitAll();
    assertThat(order).containsExactly("caller", "other", "caller");
    assertThat(told.get(0)).isEqualTo(new Progress("waiting", 0, 2));
    assertThat(told.get(told.size() - 1)).isEqualTo(new Progress("waiting", 2, 2));
    assertThat(told).isSortedAccordingTo((a, b) -> Integer.compare(a.step(), b.step()));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aListenerThatThrowsLeavesTheQueue() throws Exception {
    ProgressMonitor throwing =
        new ProgressMonitor(
            progress -> {
              throw new IllegalArgumentException("listener");
            });
    try (DevicePermit first = take(caller("first"))) {
      assertThatThrownBy(
              () ->
                  InThread.run(
                          () ->
                              queue
                                  .acquire(caller("it"), Optional.empty(), throwing, "testing")
                                  .close())
                      .join())
          .hasRootCauseMessage("listener");
      assertThat(queue.users()).isEqualTo(1);
    }
    take(caller("next")).close();
  }

  @Test
  void theExpectedWaitIsWhatCallersTurnsTook() throws Exception {
    DeviceCaller slow = caller("slow");
    DeviceCaller quick = caller("quick");
    assertThat(queue.state(quick)).isEqualTo(new QueueState(0, 0, Optional.of(Duration.ZERO)));
    DevicePermit first = take(slow);
    assertThat(queue.state(quick).expected()).isEmpty();
    now.addAndGet(Duration.ofSeconds(100).toNanos());
    first.close();
    DevicePermit other = take(quick);
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    other.close();
    try (DevicePermit busy = take(slow)) {
      now.addAndGet(Duration.ofSeconds(30).toNanos());
      begin(slow);
      begin(slow);
      // The rest of the turn that goes on, and one turn of the slow one.
      assertThat(queue.state(quick))
          .isEqualTo(new QueueState(2, 0, Optional.of(Duration.ofSeconds(170))));
      assertThat(queue.state(slow))
          .isEqualTo(new QueueState(2, 2, Optional.of(Duration.ofSeconds(270))));
    }
    awaitAll();
  }

  @Test
  void callsThatGoTogetherShareATurnUntilAnotherCallerWaits() throws Exception {
    DeviceCaller sharing = DeviceCaller.of("sharing", DeviceCaller.UNBOUNDED, 3);
    Optional<String> group = Optional.of("256x256");
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      calls.add(
          InThread.run(
              () -> {
                try (DevicePermit mine =
                    queue.acquire(sharing, group, ProgressMonitor.none(), "testing")) {
                  inside.countDown();
                  await(goOn);
                }
              }));
    }
    inside.await();
    begin(sharing, Optional.of("512x512"), ProgressMonitor.none(), () -> {}); // another group
    begin(caller("other"));
    begin(sharing, group, ProgressMonitor.none(), () -> {}); // there was room for a third
    assertThat(order).isEmpty();
    assertThat(queue.state(sharing).waiting()).isEqualTo(3);
    goOn.countDown();
    awaitAll();
    assertThat(order).containsExactly("sharing", "other", "sharing");
  }

  @Test
  void noMoreThanSoManyShareATurn() throws Exception {
    DeviceCaller two = DeviceCaller.of("two", DeviceCaller.UNBOUNDED, 2);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch both = new CountDownLatch(2);
    for (int i = 0; i < 6; i++) {
      calls.add(
          InThread.run(
              () -> {
                try (DevicePermit mine =
                    queue.acquire(two, Optional.of(1), ProgressMonitor.none(), "testing")) {
                  most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                  both.countDown();
                  await(both); // the first two meet
                  inside.decrementAndGet();
                }
              }));
    }
    awaitAll();
    assertThat(most).hasValue(2);
  }

  /** Many threads: one at a time, everybody in the end, nobody left behind. */
  @Test
  void underLoadOneHasTheDeviceAndCancelledCallsLeave() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    Map<String, Integer> turns = Collections.synchronizedMap(new HashMap<>());
    AtomicInteger cancelled = new AtomicInteger();
    for (int c = 0; c < 4; c++) {
      DeviceCaller caller = caller("caller " + c);
      for (int t = 0; t < 8; t++) {
        boolean gives = t % 4 == 3;
        calls.add(
            InThread.run(
                () -> {
                  for (int i = 0; i < 50; i++) {
                    Cancellation cancellation = new Cancellation();
                    // A call that waits is cancelled by its own progress.
                    ProgressMonitor monitor =
                        gives
                            ? cancellation.reporting(progress -> cancellation.cancel())
                            : cancellation.silent();
                    try (DevicePermit mine =
                        queue.acquire(caller, Optional.empty(), monitor, "testing")) {
                      assertThat(inside.incrementAndGet()).isEqualTo(1);
                      turns.merge(caller.toString(), 1, Integer::sum);
                      inside.decrementAndGet();
                    } catch (CancelledException e) {
                      cancelled.incrementAndGet();
                    }
                  }
                }));
      }
    }
    awaitAll();
    assertThat(queue.users()).isZero();
    int all = turns.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(all + cancelled.get()).isEqualTo(4 * 8 * 50);
    assertThat(turns.values()).allMatch(n -> n >= 6 * 50);
  }
}
