package io.asva.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing and cancelling at any moment of other threads' runs: a mistake here ends the process. */
class ClosingUnderLoadTest {
  private static final int THREADS = 4;

  /** How a run may end. */
  private enum End {
    RIGHT,
    CLOSED,
    CANCELLED
  }

  @Test
  @Timeout(120)
  void everyRunFinishesOrSaysWhyNot() throws Exception {
    rounds(200);
  }

  @Test
  @Tag("soak")
  @Timeout(1200)
  void everyRunFinishesOrSaysWhyNotForLong() throws Exception {
    rounds(3000);
  }

  private static void rounds(int rounds) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS + 1);
    try {
      Random random = new Random(1);
      List<End> ends = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        ends.addAll(round(pool, random));
      }
      assertThat(ends).contains(End.RIGHT, End.CLOSED, End.CANCELLED);
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<End> round(ExecutorService pool, Random random) throws Exception {
    Network first = SmallNetworks.doubling("first", "a", "x", 1, 4);
    Network second = SmallNetworks.doubling("second", "x", "y", 1, 4);
    RetainedValues retained =
        first.runRetained(Map.of("a", SmallNetworks.row(1, 2, 3, 4)), new Cancellation());
    Cancellation cancellation = new Cancellation();
    List<Future<List<End>>> runs = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Cancellation mine = i == 0 ? cancellation : new Cancellation();
      runs.add(pool.submit(() -> runUntilEnd(second, retained, mine)));
    }
    List<Runnable> ending = new ArrayList<>();
    ending.add(cancellation::cancel);
    ending.add(random.nextBoolean() ? second::close : retained::close);
    pause(random.nextInt(2_000_000));
    List<Future<?>> ended = new ArrayList<>();
    for (Runnable action : ending) {
      ended.add(pool.submit(action));
      pause(random.nextInt(200_000));
    }
    List<End> ends = new ArrayList<>();
    for (Future<List<End>> run : runs) {
      ends.addAll(run.get());
    }
    for (Future<?> action : ended) {
      action.get();
    }
    retained.close();
    second.close();
    first.close();
    return ends;
  }

  private static List<End> runUntilEnd(
      Network network, RetainedValues retained, Cancellation cancellation) {
    Callable<End> run =
        () -> {
          Map<String, io.asva.core.tensor.Tensor> result =
              network.run(Map.of(), retained, cancellation);
          assertThat(SmallNetworks.values(result, "y")).containsExactly(4, 8, 12, 16);
          return End.RIGHT;
        };
    List<End> ends = new ArrayList<>();
    while (true) {
      End end;
      try {
        end = run.call();
      } catch (ClosedException e) {
        end = End.CLOSED;
      } catch (CancelledException e) {
        end = End.CANCELLED;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      ends.add(end);
      if (end != End.RIGHT) {
        return ends;
      }
    }
  }

  private static void pause(long nanos) {
    long until = System.nanoTime() + nanos;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }
}
