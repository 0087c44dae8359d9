package io.asva.examples.training.trial;

import io.asva.training.TrainingFigures;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a stage's training went, as its log says.
 *
 * @param steps updates
 * @param seconds how long they took
 * @param first the mean loss of the first updates
 * @param last the mean loss of the last updates
 * @param tests the figures of the last evaluation, by name
 */
record TrainedStage(
    int steps, double seconds, double first, double last, Map<String, Double> tests) {
  private static final int AVERAGED = 100;
  private static final String TEST = "test_";

  /** Reads the lines of a log. */
  static TrainedStage read(Path log) {
    TreeMap<Integer, Double> losses = new TreeMap<>();
    TreeMap<String, Double> tests = new TreeMap<>();
    double seconds = 0;
    for (TrainingFigures figures : TrainingFigures.read(log)) {
      Map<String, Double> values = figures.values();
      seconds = values.getOrDefault("seconds", seconds);
      Double loss = values.get("train_loss");
      if (loss != null) {
        losses.put(figures.step(), loss);
      }
      values.forEach(
          (name, value) -> {
            if (name.startsWith(TEST)) {
              tests.put(name, value);
            }
          });
    }
    int steps = losses.isEmpty() ? 0 : losses.lastKey();
    return new TrainedStage(
        steps,
        seconds,
        mean(losses.headMap(AVERAGED, true).values()),
        mean(losses.tailMap(steps - AVERAGED, false).values()),
        tests);
  }

  private static double mean(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /** A row of a table. */
  String row(String name) {
    StringBuilder figures = new StringBuilder();
    tests.forEach(
        (key, value) ->
            figures
                .append(figures.length() == 0 ? "" : ", ")
                .append(key.substring(TEST.length()))
                .append(String.format(Locale.ROOT, " %.3f", value)));
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.1f | %.4f | %.4f | %s |%n",
        name,
        steps,
        seconds / 60,
        first,
        last,
        figures);
  }
}
