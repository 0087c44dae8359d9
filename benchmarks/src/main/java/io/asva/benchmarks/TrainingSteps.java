package io.asva.benchmarks;

import io.asva.training.AdamWOptions;
import io.asva.training.DataOptions;
import io.asva.training.Optimization;
import io.asva.training.Trainer;
import io.asva.training.TrainingFigures;
import io.asva.training.TrainingListener;
import io.asva.training.TrainingProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Steps of a training by the library's trainer: from one update to the next, with forward and
 * backward pass, gradients clipped to norm 1, AdamW, and the logs.
 *
 * @param seconds of each step but the first, whose beginning the trainer doesn't tell
 * @param losses of all steps
 * @param norms of the gradients of all steps, before clipping
 */
record TrainingSteps(List<Double> seconds, List<Double> losses, List<Double> norms) {
  /** Copies the lists. */
  TrainingSteps {
    seconds = List.copyOf(seconds);
    losses = List.copyOf(losses);
    norms = List.copyOf(norms);
  }

  /**
   * Trains for a number of steps, and leaves nothing behind.
   *
   * @param threads of libtorch; 0 is its own choice
   */
  static <E> TrainingSteps run(RandomTraining<E> training, int steps, int threads) {
    List<Long> ends = new ArrayList<>();
    TrainingListener clock =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            ends.add(System.nanoTime());
          }
        };
    try {
      Path folder = Files.createTempDirectory("asva-training");
      try {
        Trainer.Builder<E> trainer =
            Trainer.builder(training, folder, steps)
                .optimization(
                    Optimization.DEFAULT.with(
                        AdamWOptions.DEFAULT.withLearningRate(training.learningRate())))
                .data(DataOptions.of(training.batchSize()).withThreads(1, 2))
                .listener(clock);
        if (threads > 0) {
          trainer.threads(threads);
        }
        trainer.build().run();
        return of(ends, TrainingFigures.read(folder.resolve("train.jsonl")));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TrainingSteps of(List<Long> ends, List<TrainingFigures> figures) {
    List<Double> seconds = new ArrayList<>();
    for (int i = 1; i < ends.size(); i++) {
      seconds.add((ends.get(i) - ends.get(i - 1)) * 1e-9);
    }
    return new TrainingSteps(seconds, values(figures, "train_loss"), values(figures, "grad_norm"));
  }

  private static List<Double> values(List<TrainingFigures> figures, String name) {
    return figures.stream().map(line -> line.value(name).orElseThrow()).toList();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
