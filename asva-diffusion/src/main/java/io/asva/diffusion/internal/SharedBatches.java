package io.asva.diffusion.internal;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.runtime.ModelMemoryException;
import io.asva.core.tensor.FloatTensor;
import io.asva.unet.BatchedUnet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts together evaluations of clips that are denoised at the same time. A batch begins when all of
 * these clips ask for one, or enough do: between two evaluations a clip has nothing to do but its
 * scheduler's step, so waiting for it takes no time, and without it two clips would take turns and
 * never meet. The call that has waited longest evaluates for all.
 *
 * <p>A clip that is cancelled leaves at once. If its call was the one that evaluates, the others
 * begin again without it. A batch that fails is evaluated clip by clip, so that each clip fails for
 * a reason of its own; if it was for want of memory, batches are half as large from then on.
 *
 * <p>Safe for use by many threads.
 */
final class SharedBatches {
  private static final String STAGE = "denoising";

  /** Evaluates a batch. */
  @FunctionalInterface
  interface Evaluation {
    List<FloatTensor> denoise(List<BatchedUnet.Row> rows, Cancellation cancellation);
  }

  private final Evaluation evaluation;
  private final Deque<Asked> waiting = new ArrayDeque<>(); // guarded by this, as all that follows
  private int most;
  private boolean running;
  private int members;

  /**
   * Batches of one UNet.
   *
   * @param most how many evaluations may be one
   */
  SharedBatches(int most, Evaluation evaluation) {
    this.most = most;
    this.evaluation = evaluation;
  }

  /** How many evaluations may be one; fewer once memory was too small for more. */
  synchronized int most() {
    return most;
  }

  private synchronized void halve(int rows) {
    most = Math.min(most, (rows + 1) / 2);
  }

  /** The evaluations that one clip waits for, and what became of them. */
  private static final class Asked {
    private final List<BatchedUnet.Row> rows;
    private boolean alone; // because a batch with them failed
    private boolean gone; // nobody waits for them any more
    private @Nullable List<FloatTensor> estimates;

    Asked(List<BatchedUnet.Row> rows) {
      this.rows = rows;
    }
  }

  /** A clip begins, which the others wait for from now on. */
  synchronized Member join() {
    members++;
    return new Member();
  }

  /** A clip that is being denoised, until closed. For one thread at a time. */
  final class Member implements AutoCloseable {
    private boolean left;

    private Member() {}

    /**
     * Evaluates a step's rows, together with those of other clips where there are any.
     *
     * @throws CancelledException if it was cancelled, or the thread interrupted
     */
    List<FloatTensor> denoise(List<BatchedUnet.Row> rows, Cancellation cancellation) {
      List<FloatTensor> estimates = new ArrayList<>();
      while (estimates.size() < rows.size()) {
        int from = estimates.size();
        List<BatchedUnet.Row> part = rows.subList(from, Math.min(from + most(), rows.size()));
        try {
          estimates.addAll(SharedBatches.this.denoise(new Asked(List.copyOf(part)), cancellation));
        } catch (ModelMemoryException e) {
          if (part.size() == 1) {
            throw e;
          }
        }
      }
      return estimates;
    }

    @Override
    public void close() {
      synchronized (SharedBatches.this) {
        members -= left ? 0 : 1;
        left = true;
        SharedBatches.this.notifyAll();
      }
    }
  }

  private List<FloatTensor> denoise(Asked mine, Cancellation cancellation) {
    try (Cancellation.Registration waking = cancellation.onCancel(this::wake)) {
      ask(mine);
      while (true) {
        List<Asked> batch = await(mine, cancellation);
        if (mine.estimates != null) {
          return mine.estimates;
        }
        evaluate(batch, mine, cancellation);
      }
    } finally {
      forget(mine);
    }
  }

  private synchronized void wake() {
    notifyAll();
  }

  private synchronized void ask(Asked asked) {
    waiting.addLast(asked);
    notifyAll();
  }

  private synchronized void forget(Asked asked) {
    asked.gone = true;
    waiting.remove(asked);
    notifyAll();
  }

  /** Waits until there are estimates, or a batch is to be evaluated by this call. */
  private synchronized List<Asked> await(Asked mine, Cancellation cancellation) {
    while (mine.estimates == null) {
      cancellation.check(STAGE);
      if (!running && waiting.peekFirst() == mine && isReady()) {
        running = true;
        return take();
      }
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancelledException(STAGE, e);
      }
    }
    return List.of();
  }

  private boolean isReady() {
    return waiting.getFirst().alone || waiting.size() >= members || rows(waiting) >= most;
  }

  private static int rows(Iterable<Asked> all) {
    int rows = 0;
    for (Asked asked : all) {
      rows += asked.rows.size();
    }
    return rows;
  }

  private List<Asked> take() {
    List<Asked> batch = new ArrayList<>();
    batch.add(waiting.removeFirst());
    Iterator<Asked> others = waiting.iterator();
    while (!batch.get(0).alone && others.hasNext()) {
      Asked next = others.next();
      if (!next.alone && rows(batch) + next.rows.size() <= most) {
        others.remove();
        batch.add(next);
      }
    }
    return batch;
  }

  /** Evaluates a batch; if that fails, those in it ask anew. */
  private void evaluate(List<Asked> batch, Asked mine, Cancellation cancellation) {
    List<BatchedUnet.Row> rows = batch.stream().flatMap(asked -> asked.rows.stream()).toList();
    List<FloatTensor> estimates = null;
    boolean failed = false;
    try {
      estimates = evaluation.denoise(rows, cancellation);
    } catch (CancelledException e) {
      batch.remove(mine);
      throw e;
    } catch (RuntimeException | Error e) {
      if (e instanceof ModelMemoryException) {
        halve(rows.size());
      }
      if (batch.size() == 1) {
        throw e;
      }
      failed = true;
    } finally {
      end(batch, estimates, failed);
    }
  }

  private synchronized void end(
      List<Asked> batch, @Nullable List<FloatTensor> estimates, boolean failed) {
    running = false;
    int at = 0;
    for (Asked asked : batch) {
      int next = at + asked.rows.size();
      if (estimates != null) {
        asked.estimates = List.copyOf(estimates.subList(at, next));
      }
      at = next;
    }
    for (int i = batch.size() - 1; estimates == null && i >= 0; i--) {
      Asked asked = batch.get(i);
      asked.alone |= failed;
      if (!asked.gone) {
        waiting.addFirst(asked);
      }
    }
    notifyAll();
  }
}
