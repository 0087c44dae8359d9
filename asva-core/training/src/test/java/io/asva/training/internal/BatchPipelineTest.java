package io.asva.training.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.AsvaException;
import io.asva.core.random.CounterRandom;
import io.asva.training.BadExamples;
import io.asva.training.Batch;
import io.asva.training.DataOptions;
import io.asva.training.EpochEnd;
import io.asva.training.Examples;
import io.asva.training.TrainingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchPipelineTest {
  private final List<String> log = new ArrayList<>();

  /** Its number and a draw; some can't be loaded; those of even numbers take longer. */
  private record Numbers(int size, Set<Integer> bad) implements Examples<String> {
    @Override
    public String name(int index) {
      return "clip-" + index;
    }

    @Override
    public String load(int index, CounterRandom random) {
      if (bad.contains(index)) {
        throw new AsvaException("clip-" + index + " is no video.");
      }
      if (index % 2 == 0) {
        CounterRandom.of(index).normal(10_000); // so that later ones are done before earlier ones
      }
      return index + ":" + random.nextInt(1_000_000);
    }
  }

  /** Examples that a function makes of their numbers. */
  private static class Loaded implements Examples<String> {
    private final int size;
    private final IntFunction<String> loader;

    Loaded(int size, IntFunction<String> loader) {
      this.size = size;
      this.loader = loader;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public String name(int index) {
      return "clip-" + index;
    }

    @Override
    public String load(int index, CounterRandom random) {
      return loader.apply(index);
    }
  }

  private List<Batch<String>> batches(Examples<String> examples, DataOptions options, int count) {
    return batches(examples, options, 0, count);
  }

  private List<Batch<String>> batches(
      Examples<String> examples, DataOptions options, long first, int count) {
    try (BatchPipeline<String> pipeline =
        new BatchPipeline<>(examples, options, 5, first, log::add)) {
      return IntStream.range(0, count).mapToObj(i -> pipeline.next()).toList();
    }
  }

  private static List<Integer> indices(List<Batch<String>> batches) {
    return batches.stream()
        .flatMap(batch -> batch.examples().stream())
        .map(example -> Integer.valueOf(example.split(":", 2)[0]))
        .toList();
  }

  @Test
  void anEpochHoldsEveryExampleOnceInAnotherOrder() {
    List<Batch<String>> batches = batches(new Numbers(12, Set.of()), DataOptions.of(3), 8);
    List<Integer> first = indices(batches.subList(0, 4));
    List<Integer> second = indices(batches.subList(4, 8));
    assertThat(first).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 12).boxed().toList());
    assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
    assertThat(batches.get(0).names()).hasSize(3).allMatch(name -> name.startsWith("clip-"));
  }

  @Test
  void threadsAndLoadingAheadChangeNothing() {
    Examples<String> examples = new Numbers(50, Set.of(3, 8));
    DataOptions skipping = DataOptions.of(4).withBadExamples(BadExamples.SKIP);
    List<Batch<String>> one = batches(examples, skipping.withThreads(1, 0), 40);
    assertThat(batches(examples, skipping.withThreads(5, 7), 40)).isEqualTo(one);
  }

  @Test
  void aPipelineThatBeginsLaterGivesTheSameBatches() {
    Examples<String> examples = new Numbers(10, Set.of(3));
    DataOptions options =
        DataOptions.of(4).withBadExamples(BadExamples.SKIP).withEpochEnd(EpochEnd.RUN_ON);
    List<Batch<String>> all = batches(examples, options, 20);
    assertThat(batches(examples, options, 13, 7)).isEqualTo(all.subList(13, 20));
  }

  @Test
  void theRestOfAnEpochIsDroppedOrRunsOn() {
    Examples<String> examples = new Numbers(10, Set.of());
    List<Integer> dropped = indices(batches(examples, DataOptions.of(4), 2));
    assertThat(dropped).doesNotHaveDuplicates();
    DataOptions runOn = DataOptions.of(4).withEpochEnd(EpochEnd.RUN_ON);
    List<Integer> all = indices(batches(examples, runOn, 5));
    assertThat(all.subList(0, 10)).doesNotHaveDuplicates();
    assertThat(all.subList(10, 20)).doesNotHaveDuplicates();
    assertThat(indices(batches(new Numbers(3, Set.of()), runOn, 3))).hasSize(12);
  }

  @Test
  void lessThanABatchIsRefused() {
    assertThatThrownBy(() -> batches(new Numbers(3, Set.of()), DataOptions.of(4), 1))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "There are 3 examples, which is less than a batch of 4; add examples or make the batch"
                + " smaller.");
    DataOptions runOn = DataOptions.of(4).withEpochEnd(EpochEnd.RUN_ON);
    assertThatThrownBy(() -> batches(new Numbers(0, Set.of()), runOn, 1))
        .hasMessageStartingWith("There are 0 examples");
  }

  @Test
  void aBadExampleEndsTheRunWithItsName() {
    assertThatThrownBy(() -> batches(new Numbers(8, Set.of(3)), DataOptions.of(4), 2))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "The example clip-3 can't be loaded: clip-3 is no video. Mend or remove it, or let bad"
                + " examples be skipped.");
  }

  @Test
  void whateverADamagedExampleBreaksNamesItAndCanBeSkipped() {
    Examples<String> damaged =
        new Loaded(
            4,
            index -> {
              if (index == 2) {
                throw new ArithmeticException("long overflow");
              }
              return index + ":";
            });
    assertThatThrownBy(() -> batches(damaged, DataOptions.of(4), 1))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(
            "The example clip-2 can't be loaded: unexpected java.lang.ArithmeticException: long");
    DataOptions skipping = DataOptions.of(2).withBadExamples(BadExamples.SKIP);
    assertThat(indices(batches(damaged, skipping, 4))).doesNotContain(2);
  }

  @Test
  void skippedExamplesAreReportedOnceAndReplaced() {
    DataOptions skipping = DataOptions.of(4).withBadExamples(BadExamples.SKIP);
    List<Batch<String>> batches = batches(new Numbers(8, Set.of(3, 5)), skipping, 10);
    assertThat(indices(batches)).hasSize(40).doesNotContain(3, 5);
    assertThat(log)
        .containsExactlyInAnyOrder(
            "Skipped the example clip-3: clip-3 is no video.",
            "Skipped the example clip-5: clip-5 is no video.");
  }

  @Test
  void whatExamplesWarnOfIsLogged() {
    Queue<String> warnings = new ConcurrentLinkedQueue<>();
    Examples<String> warning =
        new Loaded(4, index -> "") {
          @Override
          public List<String> takeWarnings() {
            return Stream.generate(warnings::poll).takeWhile(Objects::nonNull).toList();
          }
        };
    warnings.add("The cache is full.");
    batches(warning, DataOptions.of(1), 3);
    assertThat(log).containsExactly("The cache is full.");
  }

  @Test
  void dataWithoutAnyGoodExampleIsAnError() {
    DataOptions skipping = DataOptions.of(1).withBadExamples(BadExamples.SKIP);
    assertThatThrownBy(() -> batches(new Numbers(2, Set.of(0, 1)), skipping, 1))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("None of the 2 examples can be loaded; the first failure is clip-");
  }

  @Test
  void examplesAreLoadedAheadButNotWithoutBound() throws InterruptedException {
    AtomicInteger loaded = new AtomicInteger();
    CountDownLatch six = new CountDownLatch(6);
    Examples<String> counted =
        new Loaded(
            100,
            index -> {
              loaded.incrementAndGet();
              six.countDown();
              return "";
            });
    DataOptions options = DataOptions.of(2).withThreads(2, 2);
    try (BatchPipeline<String> pipeline = new BatchPipeline<>(counted, options, 5, 0, log::add)) {
      pipeline.next();
      assertThat(six.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(loaded).hasValue(6);
    }
  }
}
