package io.asva.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.Progress;
import io.asva.core.ProgressMonitor;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.DevicePermit;
import io.asva.core.runtime.DevicePermits;
import io.asva.core.runtime.DeviceQueueFullException;
import io.asva.core.tensor.TensorComparison;
import io.asva.core.testing.InThread;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.testing.TinyRequests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clips whose evaluations are batches are those whose evaluations are made one by one. */
@Timeout(120)
class AnimatorBatchTest {
  private static Path folder;
  private static Animator oneByOne;
  private static Animator batched;

  @BeforeAll
  static void open(@TempDir Path empty) {
    folder = TinyModels.folder(empty);
    oneByOne = TinyRequests.animator(folder).build();
    batched = batched();
  }

  private static Animator batched() {
    return TinyRequests.animator(folder).maxBatchSize(8).build();
  }

  @AfterAll
  static void close() {
    oneByOne.close();
    batched.close();
  }

  private static AnimationRequestBuilder request() {
    return TinyRequests.request().steps(6).audioGuidance(3).textGuidance(2);
  }

  static Stream<AnimationRequestBuilder> requests() {
    return Stream.of(
        request(),
        request().textGuidance(1),
        request().audioGuidance(1).textGuidance(1),
        request().guidancePlan(GuidancePlan.between(0.3, 0.7)),
        request().guidancePlan(GuidancePlan.ALWAYS.every(3)),
        request().featureCache(new FeatureCache(1, 3)),
        request()
            .guidancePlan(GuidancePlan.between(0.3, 1).every(2))
            .featureCache(new FeatureCache(0, 2)),
        request().forecast(new Forecast(1, 2)));
  }

  private static void assertSame(AnimatedClip actual, AnimatedClip expected) {
    assertThat(TensorComparison.compare("latents", actual.latents(), expected.latents(), 1e-5))
        .matches(comparison -> comparison.passed());
    assertThat(actual.effort())
        .usingRecursiveComparison()
        .ignoringFields("outerShare") // digesting text and audio is part of these evaluations
        .isEqualTo(expected.effort());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void branchesAsOneBatchGiveTheSameClip(AnimationRequestBuilder request) {
    assertSame(batched.animate(request.build()).clip(), oneByOne.animate(request.build()).clip());
  }

  @Test
  void moreBranchesThanABatchHoldsAreSeveralBatches() {
    try (Animator two = TinyRequests.animator(folder).maxBatchSize(2).build()) {
      assertSame(two.animate(request().build()).clip(), oneByOne.animate(request().build()).clip());
    }
  }

  /** A listener that lets a call begin its steps when another one is there, too. */
  private static ProgressMonitor meeting(CyclicBarrier barrier, Cancellation cancellation) {
    return cancellation.reporting(
        progress -> {
          if (progress.stage().equals("denoising") && progress.step() == 0) {
            meet(barrier);
          }
        });
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void callsThatAreDenoisedTogetherGiveTheClipsOfEachAlone() throws Exception {
    List<AnimationRequest> requests =
        List.of(
            request().build(),
            request().category("drum beating").steps(3).seed(5).build(),
            request().textGuidance(1).seed(9).build());
    CyclicBarrier barrier = new CyclicBarrier(requests.size());
    List<CompletableFuture<Void>> calls = new ArrayList<>();
    for (AnimationRequest request : requests) {
      calls.add(
          InThread.run(
              () ->
                  assertSame(
                      batched.animate(request, meeting(barrier, new Cancellation())).clip(),
                      oneByOne.animate(request).clip())));
    }
    for (CompletableFuture<Void> call : calls) {
      call.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void aCallThatIsCancelledInABatchDoesNotHarmTheOther() throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(2);
    Cancellation cancellation = new Cancellation();
    ProgressMonitor cancelling =
        cancellation.reporting(
            progress -> {
              meeting(barrier, cancellation).onProgress(progress);
              if (progress.stage().equals("denoising") && progress.step() == 2) {
                cancellation.cancel();
              }
            });
    CompletableFuture<Void> cancelled =
        InThread.run(() -> batched.animate(request().seed(7).build(), cancelling));
    AnimatedClip clip =
        batched.animate(request().build(), meeting(barrier, new Cancellation())).clip();
    assertSame(clip, oneByOne.animate(request().build()).clip());
    assertThatThrownBy(() -> cancelled.get(60, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(CancelledException.class);
  }

  @Test
  void closingInABatchLetsThoseThatComputeEndAndTurnsOthersAway() throws Exception {
    Animator animator = TinyRequests.animator(folder).maxBatchSize(4).build();
    CyclicBarrier barrier = new CyclicBarrier(3);
    List<CompletableFuture<Void>> computing = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      computing.add(
          InThread.run(
              () ->
                  assertThat(
                          animator
                              .animate(request().build(), meeting(barrier, new Cancellation()))
                              .clips())
                      .hasSize(1)));
    }
    CountDownLatch waits = new CountDownLatch(1);
    ProgressMonitor waiting =
        new ProgressMonitor(
            progress -> {
              if (progress.stage().equals("waiting")) {
                waits.countDown();
              }
            });
    // Two calls share the turn at most, and both stand still until this thread comes, too.
    while (barrier.getNumberWaiting() < 2) {
      Thread.onSpinWait();
    }
    CompletableFuture<Void> third =
        InThread.run(() -> animator.animate(request().build(), waiting));
    waits.await();
    assertThat(animator.queue().own()).isEqualTo(1);
    CompletableFuture<Void> closing = InThread.run(animator::close);
    assertThatThrownBy(() -> third.get(60, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(ClosedException.class);
    meet(barrier);
    for (CompletableFuture<Void> call : computing) {
      call.get(60, TimeUnit.SECONDS);
    }
    closing.get(60, TimeUnit.SECONDS);
    DevicePermits.acquire(Device.cpu(), new Cancellation(), "testing").close();
  }

  @Test
  void aCallWaitsForItsTurnAndTellsOfIt() throws Exception {
    List<Progress> seen = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch waits = new CountDownLatch(1);
    ProgressMonitor monitor =
        new ProgressMonitor(
            progress -> {
              seen.add(progress);
              if (progress.stage().equals("waiting")) {
                waits.countDown();
              }
            });
    CompletableFuture<Void> call;
    try (DevicePermit busy = DevicePermits.acquire(Device.cpu(), new Cancellation(), "testing")) {
      call = InThread.run(() -> oneByOne.animate(request().build(), monitor));
      waits.await();
      assertThat(oneByOne.queue().waiting()).isEqualTo(1);
    }
    call.get(60, TimeUnit.SECONDS);
    assertThat(seen)
        .containsSubsequence(
            new Progress("waiting", 0, 1),
            new Progress("waiting", 1, 1),
            new Progress("encoding", 0, 3));
    assertThat(oneByOne.queue().own()).isZero();
  }

  @Test
  void aCallThatFindsTheQueueFullIsRefusedAtOnce() {
    try (Animator animator = TinyRequests.animator(folder).queueBound(0).build()) {
      try (DevicePermit busy = DevicePermits.acquire(Device.cpu(), new Cancellation(), "testing")) {
        assertThatThrownBy(() -> InThread.run(() -> animator.animate(request().build())).join())
            .hasRootCauseInstanceOf(DeviceQueueFullException.class)
            .hasMessageContaining("0 calls of the Animator wait for the CPU already, and 0 may");
      }
      assertThat(animator.animate(request().build()).clips()).hasSize(1);
    }
  }

  @Test
  void onAProcessorBatchesAreOffUnlessTheyAreAskedFor() {
    assertThat(oneByOne.config().sharing().maxBatchSize()).isEqualTo(1);
    assertThat(batched.config().sharing().maxBatchSize()).isEqualTo(8);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    AnimatorBuilder builder = Animator.builder();
    assertThatThrownBy(() -> builder.maxBatchSize(0))
        .isInstanceOf(AnimationException.class)
        .hasMessage("The largest batch is 0; it must be 1 or more: 1 is no batch.");
    assertThatThrownBy(() -> builder.queueBound(-1))
        .isInstanceOf(AnimationException.class)
        .hasMessage(
            "The queue's bound is -1; it must be 0 or more: 0 refuses each call that would have to wait.");
  }
}
