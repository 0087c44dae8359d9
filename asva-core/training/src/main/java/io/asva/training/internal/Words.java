package io.asva.training.internal;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Lines of {@code train.log}. */
final class Words {
  private Words() {}

  static String line(long epoch, int step, int steps, Map<String, Double> values, double lr) {
    String figures =
        values.entrySet().stream()
            .filter(entry -> !entry.getKey().equals("lr"))
            .map(entry -> figure(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(" "));
    return String.format(
        Locale.ROOT, "Epoch=%d Step=%d/%d %s lr=%.7f", epoch, step, steps, figures, lr);
  }

  static String evaluation(int step, Map<String, Double> values) {
    return "Step="
        + step
        + " "
        + values.entrySet().stream()
            .map(entry -> figure(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(" "));
  }

  private static String figure(String name, double value) {
    return String.format(Locale.ROOT, "%s=%.4f", name, value);
  }
}
