package io.asva.training;

import io.asva.training.internal.Boundary;
import io.asva.training.torchscript.LibTorch;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that trains {@link TinyTask}, and may wait to be killed. */
final class TrainTiny {
  static final int STEPS = 12;
  static final int MANY_STEPS = 60;

  private TrainTiny() {}

  /**
   * Trains.
   *
   * @param arguments the folder; the number of steps; which moment of writing checkpoints is the
   *     last, from 1, or 0 for none
   */
  public static void main(String[] arguments) {
    LibTorch.setThreads(1);
    int last = Integer.parseInt(arguments[2]);
    AtomicInteger count = new AtomicInteger();
    Boundary boundary =
        where -> {
          if (count.incrementAndGet() == last) {
            System.out.println(where);
            await();
          }
        };
    try (TinyTask task = new TinyTask(4)) {
      Trainer<float[]> trainer =
          trainer(task, Path.of(arguments[0]), Integer.parseInt(arguments[1]))
              .boundary(boundary)
              .build();
      System.out.println("begins");
      System.out.println(trainer.run().end());
    }
  }

  /** The trainer of all these tests: a checkpoint every 3 steps, every 6th stays. */
  static Trainer.Builder<float[]> trainer(TinyTask task, Path folder, int steps) {
    return Trainer.builder(task, folder, steps)
        .seed(7)
        .threads(1)
        .schedule(Schedule.of(steps).withCheckpoints(3, 6).withLogSteps(4))
        .data(DataOptions.of(4).withEpochEnd(EpochEnd.RUN_ON))
        .optimization(
            Optimization.DEFAULT
                .with(AdamWOptions.DEFAULT.withLearningRate(1e-2))
                .with(LearningRate.cosine(2, MANY_STEPS))
                .withAccumulation(2)
                .withAverage(0.9))
        .configuration("exp:\n  seed: 7\n");
  }

  private static void await() {
    try {
      Thread.sleep(600_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
