package io.asva.training.internal;

import io.asva.core.AsvaException;
import io.asva.core.concurrent.Uninterrupted;
import io.asva.core.random.CounterRandom;
import io.asva.training.BadExamples;
import io.asva.training.Batch;
import io.asva.training.DataOptions;
import io.asva.training.Examples;
import io.asva.training.TrainingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Loads batches ahead of their use on other threads. What a batch holds depends on its number and
 * the seed alone, not on the threads.
 */
public final class BatchPipeline<E> implements AutoCloseable {
  private static final int DATA = 1;

  private final Examples<E> examples;
  private final DataOptions options;
  private final long seed;
  private final Consumer<String> log;
  private final ExampleOrder order;
  private final ExecutorService pool;
  private final Deque<Future<Loaded<E>>> pending = new ArrayDeque<>();
  private final Set<Integer> bad = new HashSet<>();
  private long place;

  private record Loaded<E>(E example, String name, List<Bad> bad) {}

  private record Bad(int index, String message) {}

  /** A pipeline whose first batch is of the given number, from 0. */
  public BatchPipeline(
      Examples<E> examples, DataOptions options, long seed, long firstBatch, Consumer<String> log) {
    this.examples = examples;
    this.options = options;
    this.seed = seed;
    this.log = log;
    this.order = new ExampleOrder(seed, examples.size(), options.batchSize(), options.epochEnd());
    this.place = firstBatch * options.batchSize();
    AtomicInteger number = new AtomicInteger();
    this.pool =
        Executors.newFixedThreadPool(
            options.threads(),
            work -> {
              Thread thread = new Thread(work, "asva-examples-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * The next batch; waits for it.
   *
   * @throws AsvaException if an example can't be loaded and the options don't skip it, or if none
   *     can be
   */
  public Batch<E> next() {
    int size = options.batchSize();
    long wanted = (long) size * (1 + options.ahead());
    while (pending.size() < wanted) {
      submit();
    }
    List<E> loaded = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Loaded<E> one = Uninterrupted.get(pending.removeFirst());
      one.bad().forEach(this::report);
      loaded.add(one.example());
      names.add(one.name());
    }
    examples.takeWarnings().forEach(log);
    return new Batch<>(loaded, names);
  }

  /** In which epoch a batch of the given number begins, from 0. */
  public long epoch(long batch) {
    return order.epoch(batch * options.batchSize());
  }

  /** How many examples couldn't be loaded so far. */
  public int badExamples() {
    return bad.size();
  }

  private void submit() {
    ExampleOrder.Candidates candidates = order.from(place);
    long at = place++;
    pending.addLast(pool.submit(() -> load(candidates, at)));
  }

  private Loaded<E> load(ExampleOrder.Candidates candidates, long at) {
    List<Bad> failed = new ArrayList<>();
    for (int i = 0; i < candidates.count(); i++) {
      int index = candidates.get(i);
      try {
        E example = examples.load(index, CounterRandom.of(seed, DATA, at));
        return new Loaded<>(example, examples.name(index), failed);
      } catch (RuntimeException e) { // damaged files may break what reads them in any way
        String message = e instanceof AsvaException ? e.getMessage() : "unexpected " + e;
        if (options.badExamples() == BadExamples.FAIL) {
          throw new TrainingException(
              "The example "
                  + examples.name(index)
                  + " can't be loaded: "
                  + message
                  + " Mend or remove it, or let bad examples be skipped.",
              e);
        }
        failed.add(new Bad(index, String.valueOf(message)));
      }
    }
    throw new TrainingException(
        "None of the "
            + candidates.count()
            + " examples can be loaded; the first failure is "
            + examples.name(failed.get(0).index())
            + ": "
            + failed.get(0).message());
  }

  private void report(Bad one) {
    if (bad.add(one.index())) {
      log.accept("Skipped the example " + examples.name(one.index()) + ": " + one.message());
    }
  }

  @Override
  public void close() {
    pending.forEach(future -> future.cancel(false));
    pending.clear();
    pool.shutdown();
    Uninterrupted.await(pool); // what they use may be closed next
  }
}
