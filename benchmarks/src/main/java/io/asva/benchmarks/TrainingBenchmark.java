package io.asva.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Times whole steps of training. Its last line is {@code minimum SECONDS}, of a step.
 *
 * <p>It isn't run by JMH: a step is timed inside the trainer's run, as a user's steps are made.
 */
public final class TrainingBenchmark {
  private TrainingBenchmark() {}

  /**
   * Takes what is trained, {@code unet} (the demo's) or {@code sync}; the number of threads, 0 for
   * libtorch's choice; how many steps warm up, at least one; and how many are timed.
   */
  public static void main(String[] args) {
    if (args.length != 4) {
      throw new IllegalArgumentException("expected: unet|sync THREADS WARM-UP STEPS");
    }
    TrainingWork work = TrainingWork.of(args[0]);
    int threads = Integer.parseInt(args[1]);
    int warmUp = Integer.parseInt(args[2]);
    int timed = Integer.parseInt(args[3]);
    if (threads < 0 || warmUp < 1 || timed < 1) {
      throw new IllegalArgumentException("threads can't be negative, steps can't be less than 1");
    }
    try (RandomTraining<?> training = work.open(inputs -> {})) {
      TrainingSteps steps = TrainingSteps.run(training, warmUp + timed, threads);
      List<Double> seconds = steps.seconds().subList(warmUp - 1, steps.seconds().size());
      System.out.println(
          work.key()
              + " "
              + seconds.stream().map(TrainingBenchmark::text).collect(Collectors.joining(" ")));
      System.out.println("minimum " + text(seconds.stream().min(Double::compare).orElseThrow()));
    }
  }

  private static String text(double seconds) {
    return String.format(Locale.ROOT, "%.4f", seconds);
  }
}
