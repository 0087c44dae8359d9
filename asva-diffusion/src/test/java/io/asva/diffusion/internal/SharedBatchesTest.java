package io.asva.diffusion.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.runtime.ModelMemoryException;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.NonFiniteException;
import io.asva.core.testing.InThread;
import io.asva.unet.BatchedUnet;
import io.asva.unet.UnetPass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedBatchesTest {
  private static final Cancellation NEVER = new Cancellation();
  private static final FloatTensor ANY = FloatTensor.zeros(1, 1, 1);
  private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());

  private static BatchedUnet.Row row(float number) {
    return new BatchedUnet.Row(
        FloatTensor.of(new float[] {number}, 1),
        0,
        new BatchedUnet.Condition(ANY, ANY),
        UnetPass.WHOLE);
  }

  /** Numbers doubled; a negative one spoils its batch. */
  private List<FloatTensor> doubled(List<BatchedUnet.Row> rows, Cancellation cancellation) {
    cancellation.check("evaluating");
    sizes.add(rows.size());
    if (rows.stream().anyMatch(row -> row.sample().values()[0] < 0)) {
      throw new NonFiniteException("a negative number");
    }
    return rows.stream().map(row -> row.sample().times(2)).toList();
  }

  private static void assertDoubled(List<FloatTensor> estimates, float... numbers) {
    assertThat(estimates).hasSize(numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      assertThat(estimates.get(i).values()).containsExactly(2 * numbers[i]);
    }
  }

  private static void awaitAll(List<CompletableFuture<Void>> calls) throws Exception {
    for (CompletableFuture<Void> call : calls) {
      call.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void clipsThatAreDenoisedTogetherAreEvaluatedTogetherAtEachStep() throws Exception {
    SharedBatches batches = new SharedBatches(8, this::doubled);
    List<CompletableFuture<Void>> calls = new ArrayList<>();
    List<SharedBatches.Member> members = List.of(batches.join(), batches.join(), batches.join());
    for (int c = 0; c < members.size(); c++) {
      SharedBatches.Member member = members.get(c);
      float first = 10 * c;
      int steps = c == 0 ? 3 : 5; // one ends before the others
      calls.add(
          InThread.run(
              () -> {
                try (member) {
                  for (int i = 0; i < steps; i++) {
                    assertDoubled(
                        member.denoise(List.of(row(first), row(first + i)), NEVER),
                        first,
                        first + i);
                  }
                }
              }));
    }
    awaitAll(calls);
    assertThat(sizes).containsExactly(6, 6, 6, 4, 4);
  }

  @Test
  void oneClipAloneWaitsForNobody() {
    SharedBatches batches = new SharedBatches(2, this::doubled);
    try (SharedBatches.Member member = batches.join()) {
      assertDoubled(member.denoise(List.of(row(1), row(2), row(3)), NEVER), 1, 2, 3);
    }
    assertThat(sizes).containsExactly(2, 1);
  }

  @Test
  void noBatchIsLargerThanAllowed() throws Exception {
    SharedBatches batches = new SharedBatches(5, this::doubled);
    List<CompletableFuture<Void>> calls = new ArrayList<>();
    List<SharedBatches.Member> members = new ArrayList<>();
    for (int c = 0; c < 6; c++) {
      members.add(batches.join());
    }
    for (SharedBatches.Member member : members) {
      calls.add(
          InThread.run(
              () -> {
                try (member) {
                  for (int i = 0; i < 20; i++) {
                    assertDoubled(member.denoise(List.of(row(i), row(i + 1)), NEVER), i, i + 1);
                  }
                }
              }));
    }
    awaitAll(calls);
    assertThat(sizes).allMatch(size -> size <= 4); // two rows of each
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(6 * 20 * 2);
  }

  @Test
  void aClipThatFailsDoesNotFailTheOthers() throws Exception {
    SharedBatches batches = new SharedBatches(8, this::doubled);
    SharedBatches.Member good = batches.join();
    SharedBatches.Member bad = batches.join();
    CompletableFuture<Void> failing =
        InThread.run(
            () -> {
              try (bad) {
                bad.denoise(List.of(row(-1)), NEVER);
              }
            });
    CompletableFuture<Void> going =
        InThread.run(
            () -> {
              try (good) {
                assertDoubled(good.denoise(List.of(row(3)), NEVER), 3);
                assertDoubled(good.denoise(List.of(row(4)), NEVER), 4);
              }
            });
    assertThatThrownBy(failing::join).hasRootCauseInstanceOf(NonFiniteException.class);
    awaitAll(List.of(going));
    assertThat(sizes.get(0)).isEqualTo(2); // both at first, then each alone
  }

  /** Two clips whose first batch stands still until it is cancelled or let go. */
  private final class StandingBatch {
    private final CountDownLatch evaluating = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger leader = new AtomicInteger(-1);
    private final List<Cancellation> switches = List.of(new Cancellation(), new Cancellation());
    private final List<CompletableFuture<Void>> calls = new ArrayList<>();
    private final SharedBatches batches = new SharedBatches(8, this::evaluate);

    StandingBatch() throws InterruptedException {
      List<SharedBatches.Member> members = List.of(batches.join(), batches.join());
      for (int i = 0; i < 2; i++) {
        SharedBatches.Member member = members.get(i);
        Cancellation cancellation = switches.get(i);
        float number = i;
        calls.add(
            InThread.run(
                () -> {
                  try (member) {
                    assertDoubled(member.denoise(List.of(row(number)), cancellation), number);
                  }
                }));
      }
      evaluating.await();
    }

    private List<FloatTensor> evaluate(List<BatchedUnet.Row> rows, Cancellation cancellation) {
      if (leader.compareAndSet(-1, switches.indexOf(cancellation))) {
        evaluating.countDown();
        try (Cancellation.Registration end = cancellation.onCancel(goOn::countDown)) {
          await(goOn);
        }
      }
      return doubled(rows, cancellation);
    }

    void cancel(int clip) {
      switches.get(clip).cancel();
      assertThatThrownBy(() -> calls.get(clip).get(30, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(CancelledException.class);
    }
  }

  @Test
  void theOneThatEvaluatesMayBeCancelledAndTheOthersBeginAgain() throws Exception {
    StandingBatch standing = new StandingBatch();
    standing.cancel(standing.leader.get());
    awaitAll(List.of(standing.calls.get(1 - standing.leader.get())));
    assertThat(sizes).containsExactly(1);
  }

  @Test
  void oneThatWaitsMayBeCancelledAndLeavesAtOnce() throws Exception {
    StandingBatch standing = new StandingBatch();
    standing.cancel(1 - standing.leader.get());
    standing.goOn.countDown();
    awaitAll(List.of(standing.calls.get(standing.leader.get())));
    assertThat(sizes).containsExactly(2);
    try (SharedBatches.Member next = standing.batches.join()) {
      assertDoubled(next.denoise(List.of(row(7)), NEVER), 7); // nothing is left behind
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anInterruptEndsTheWaitAndTheStatusStays() throws Exception {
    SharedBatches batches = new SharedBatches(8, this::doubled);
    try (SharedBatches.Member never = batches.join()) { // the others wait for it
      CompletableFuture<Void> call =
          InThread.run(
              () -> {
                try (SharedBatches.Member member = batches.join()) {
                  Thread.currentThread().interrupt();
                  assertThatThrownBy(() -> member.denoise(List.of(row(1)), NEVER))
                      .isInstanceOf(CancelledException.class);
                  assertThat(Thread.interrupted()).isTrue();
                }
              });
      call.get(30, TimeUnit.SECONDS);
      assertDoubled(never.denoise(List.of(row(2)), NEVER), 2);
    }
  }

  /** An evaluation that has memory for so many rows. */
  private SharedBatches.Evaluation withRoomFor(int rows) {
    return (all, cancellation) -> {
      if (all.size() > rows) {
        throw new ModelMemoryException("no memory for " + all.size(), new OutOfMemoryError());
      }
      return doubled(all, cancellation);
    };
  }

  @Test
  void whatMemoryIsTooSmallForIsDoneInSmallerBatches() throws Exception {
    SharedBatches batches = new SharedBatches(8, withRoomFor(2));
    List<CompletableFuture<Void>> calls = new ArrayList<>();
    List<SharedBatches.Member> members = List.of(batches.join(), batches.join());
    for (SharedBatches.Member member : members) {
      calls.add(
          InThread.run(
              () -> {
                try (member) {
                  for (int i = 0; i < 3; i++) {
                    assertDoubled(member.denoise(List.of(row(1), row(2), row(i)), NEVER), 1, 2, i);
                  }
                }
              }));
    }
    awaitAll(calls);
    assertThat(batches.most()).isBetween(1, 2);
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2 * 3 * 3);
  }

  @Test
  void oneEvaluationThatMemoryIsTooSmallForFails() {
    SharedBatches batches = new SharedBatches(8, withRoomFor(0));
    try (SharedBatches.Member member = batches.join()) {
      assertThatThrownBy(() -> member.denoise(List.of(row(1), row(2)), NEVER))
          .isInstanceOf(ModelMemoryException.class)
          .hasMessage("no memory for 1");
    }
    assertThat(batches.most()).isEqualTo(1);
  }

  /** Many clips, some of which fail or are cancelled at any time. */
  @Test
  void underLoadEachClipGetsItsOwn() throws Exception {
    SharedBatches batches = new SharedBatches(6, this::doubled);
    List<CompletableFuture<Void>> calls = new ArrayList<>();
    AtomicInteger ended = new AtomicInteger();
    for (int c = 0; c < 12; c++) {
      int number = c;
      calls.add(
          InThread.run(
              () -> {
                for (int clip = 0; clip < 20; clip++) {
                  Cancellation cancellation = new Cancellation();
                  try (SharedBatches.Member member = batches.join()) {
                    for (int i = 0; i < 10; i++) {
                      if (number % 4 == 1 && i == number % 7) {
                        cancellation.cancel();
                      }
                      float value = number % 4 == 2 && i == 5 ? -1 : 100 * number + i;
                      assertDoubled(
                          member.denoise(List.of(row(value), row(number)), cancellation),
                          value,
                          number);
                    }
                    assertThat(number % 4).isIn(0, 3);
                  } catch (CancelledException e) {
                    assertThat(number % 4).isEqualTo(1);
                  } catch (NonFiniteException e) {
                    assertThat(number % 4).isEqualTo(2);
                  }
                  ended.incrementAndGet();
                }
              }));
    }
    awaitAll(calls);
    assertThat(ended).hasValue(12 * 20);
  }
}
