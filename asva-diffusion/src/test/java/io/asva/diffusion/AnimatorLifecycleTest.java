package io.asva.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.Progress;
import io.asva.core.ProgressMonitor;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.DevicePermit;
import io.asva.core.runtime.DevicePermits;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.testing.TinyRequests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class AnimatorLifecycleTest {
  private static Path models;
  private final ExecutorService pool = Executors.newCachedThreadPool();

  @BeforeAll
  static void makeModels(@TempDir Path folder) {
    models = TinyModels.folder(folder);
  }

  @AfterEach
  void endThreads() {
    pool.shutdownNow();
  }

  private static Animator open() {
    return TinyRequests.animator(models).build();
  }

  @Test
  void closingUnderLoadEndsEveryCallInOneOfTwoWays() throws Exception {
    closeUnderLoad(20);
  }

  @Tag("soak")
  @Test
  @Timeout(3600)
  void closingUnderLoadAThousandTimesEndsEveryCallInOneOfTwoWays() throws Exception {
    closeUnderLoad(1000);
  }

  private void closeUnderLoad(int rounds) throws Exception {
    Random random = new Random(3);
    int finished = 0;
    int closed = 0;
    int cancelled = 0;
    for (int round = 0; round < rounds; round++) {
      Animator animator = open();
      Cancellation cancellation = new Cancellation();
      List<Future<Animation>> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        AnimationRequest request = TinyRequests.request().frames(2 + i % 2).steps(1).build();
        calls.add(pool.submit(() -> animator.animate(request, cancellation.silent())));
      }
      TimeUnit.MICROSECONDS.sleep(random.nextInt(60_000));
      if (round % 4 == 3) {
        cancellation.cancel();
      }
      animator.close();
      animator.close();
      for (Future<Animation> call : calls) {
        try {
          assertThat(call.get(60, TimeUnit.SECONDS).clip().latents().shape().rank()).isEqualTo(4);
          finished++;
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOfAny(ClosedException.class, CancelledException.class);
          closed += e.getCause() instanceof ClosedException ? 1 : 0;
          cancelled += e.getCause() instanceof CancelledException ? 1 : 0;
        }
      }
      assertThatThrownBy(() -> animator.animate(TinyRequests.request().build()))
          .isInstanceOf(ClosedException.class)
          .hasMessage("Can't use the Animator: it is closed.");
    }
    assertThat(finished + closed + cancelled).isEqualTo(4 * rounds);
    assertThat(closed).as("some calls were turned away").isPositive();
    requireDeviceFree();
  }

  /** The device's permit can be had at once: no call has kept it. */
  private static void requireDeviceFree() {
    DevicePermits.acquire(Device.cpu(), new Cancellation(), "testing").close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reading", "encoding", "denoising", "decoding"})
  void closingFromTheProgressListenerLetsTheCallEndAndClosesThen(String stage) {
    Animator animator = open();
    AnimationRequest request = TinyRequests.request().build();
    Progress.Listener closing =
        p -> {
          if (p.stage().equals(stage)) {
            animator.close();
          }
        };
    if (stage.equals("reading")) {
      // It was closed before the call's turn came.
      assertThatThrownBy(() -> animator.animate(request, new ProgressMonitor(closing)))
          .isInstanceOf(ClosedException.class);
    } else {
      assertThat(animator.animate(request, new ProgressMonitor(closing)).clips()).hasSize(1);
    }
    assertThatThrownBy(() -> animator.animate(request)).isInstanceOf(ClosedException.class);
    requireDeviceFree();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reading", "encoding", "denoising", "decoding"})
  void cancellingTakesEffectBeforeTheNextStep(String stage) {
    AnimationRequest request = TinyRequests.request().build();
    Cancellation cancellation = new Cancellation();
    AtomicInteger later = new AtomicInteger();
    Progress.Listener cancelling =
        p -> {
          if (cancellation.isCancelled()) {
            later.incrementAndGet();
          } else if (p.stage().equals(stage) && p.step() == 1) {
            cancellation.cancel();
          }
        };
    try (Animator animator = open()) {
      assertThatThrownBy(() -> animator.animate(request, cancellation.reporting(cancelling)))
          .isInstanceOf(CancelledException.class);
      assertThat(later).hasValue(0);
      requireDeviceFree();
      assertThat(animator.animate(request).clips()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reading", "encoding", "denoising", "decoding"})
  void anInterruptTakesEffectBeforeTheNextStep(String stage) {
    AnimationRequest request = TinyRequests.request().build();
    AtomicInteger later = new AtomicInteger();
    Progress.Listener interrupting =
        p -> {
          if (Thread.currentThread().isInterrupted()) {
            later.incrementAndGet();
          } else if (p.stage().equals(stage) && p.step() == 1) {
            Thread.currentThread().interrupt();
          }
        };
    try (Animator animator = open()) {
      assertThatThrownBy(() -> animator.animate(request, new ProgressMonitor(interrupting)))
          .isInstanceOf(CancelledException.class);
      assertThat(Thread.interrupted()).as("the status stays set").isTrue();
      assertThat(later).hasValue(0);
      requireDeviceFree();
      assertThat(animator.animate(request).clips()).hasSize(1);
    }
  }

  @Test
  void poolsThatEndByInterruptsLetTheAnimatorCloseAtOnce() throws Exception {
    Animator animator = open();
    CountDownLatch computing = new CountDownLatch(1);
    Progress.Listener begun =
        p -> {
          if (p.stage().equals("denoising")) {
            computing.countDown();
          }
        };
    // Hundreds of steps of 48 frames take minutes.
    AnimationRequest request = TinyRequests.request().frames(48).steps(500).build();
    List<Future<Animation>> calls = new ArrayList<>();
    for (int i = 0; i < 2; i++) { // one computes, one waits for its turn
      calls.add(pool.submit(() -> animator.animate(request, new ProgressMonitor(begun))));
    }
    assertThat(computing.await(60, TimeUnit.SECONDS)).isTrue();
    long start = System.nanoTime();
    pool.shutdownNow();
    animator.close();
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(5);
    List<Throwable> causes = calls.stream().map(c -> catchThrowable(c::get).getCause()).toList();
    // Either call may be the one that computes; the other may not have come as far as waiting.
    assertThat(causes)
        .hasAtLeastOneElementOfType(CancelledException.class)
        .hasOnlyElementsOfTypes(CancelledException.class, ClosedException.class);
    requireDeviceFree();
  }

  @Test
  void anInterruptedThreadOpensNoAnimator() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(AnimatorLifecycleTest::open).isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
    open().close();
  }

  @Test
  void aCallThatWasCancelledBeforeDoesNothing() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    List<Progress> seen = new ArrayList<>();
    try (Animator animator = open()) {
      AnimationRequest request = TinyRequests.request().build();
      assertThatThrownBy(() -> animator.animate(request, cancellation.reporting(seen::add)))
          .isInstanceOf(CancelledException.class);
      assertThat(seen).isEmpty();
    }
  }

  @Test
  void aCallThatWaitsForTheDeviceNoticesItsCancellationAndTheClosing() throws Exception {
    AnimationRequest request = TinyRequests.request().build();
    Cancellation cancellation = new Cancellation();
    CountDownLatch read = new CountDownLatch(2);
    Progress.Listener listener =
        p -> {
          if (p.step() == p.total()) {
            read.countDown();
          }
        };
    Animator animator = open();
    try (DevicePermit busy = DevicePermits.acquire(Device.cpu(), new Cancellation(), "testing")) {
      Future<Animation> cancelled =
          pool.submit(() -> animator.animate(request, cancellation.reporting(listener)));
      Future<Animation> closed =
          pool.submit(() -> animator.animate(request, new ProgressMonitor(listener)));
      assertThat(read.await(30, TimeUnit.SECONDS)).isTrue();
      cancellation.cancel();
      assertThatThrownBy(() -> cancelled.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(CancelledException.class)
          .hasMessageContaining("Cancelled while waiting for the device.");
      animator.close();
      assertThatThrownBy(() -> closed.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(ClosedException.class);
    }
    requireDeviceFree();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reading", "encoding", "denoising", "decoding"})
  void whatAListenerThrowsEndsTheCallAndNothingElse(String stage) {
    AnimationRequest request = TinyRequests.request().build();
    Progress.Listener throwing =
        p -> {
          if (p.stage().equals(stage) && p.step() > 0) {
            throw new IllegalStateException("no longer interested");
          }
        };
    try (Animator animator = open()) {
      float[] before = animator.animate(request).clip().latents().values();
      assertThatThrownBy(() -> animator.animate(request, new ProgressMonitor(throwing)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no longer interested");
      requireDeviceFree();
      assertThat(animator.animate(request).clip().latents().values()).isEqualTo(before);
    }
  }

  @Test
  void aCallFromWithinACallIsRefusedAndNotADeadlock() {
    AnimationRequest request = TinyRequests.request().build();
    try (Animator animator = open();
        Animator other = open()) {
      for (Animator inner : List.of(animator, other)) {
        Progress.Listener nested =
            p -> {
              if (p.stage().equals("denoising")) {
                inner.animate(request);
              }
            };
        assertThatThrownBy(() -> animator.animate(request, new ProgressMonitor(nested)))
            .isInstanceOf(AnimationException.class)
            .hasMessageStartingWith("This call comes from within another");
        requireDeviceFree();
      }
    }
  }

  @Test
  void closingWaitsForTheCallThatComputes() throws Exception {
    Animator animator = open();
    CountDownLatch computing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Progress.Listener slow =
        p -> {
          if (p.stage().equals("denoising") && p.step() == 1) {
            computing.countDown();
            await(goOn);
          }
        };
    Callable<Animation> call =
        () -> animator.animate(TinyRequests.request().build(), new ProgressMonitor(slow));
    Future<Animation> running = pool.submit(call);
    computing.await();
    Future<?> closing = pool.submit(animator::close);
    Thread.sleep(100);
    assertThat(closing.isDone()).isFalse();
    goOn.countDown();
    closing.get(30, TimeUnit.SECONDS);
    assertThat(running.get(30, TimeUnit.SECONDS).clips()).hasSize(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
