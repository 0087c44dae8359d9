package io.asva.metrics;

import java.util.List;

/**
 * Mean and spread of a score over clips.
 *
 * @param count how many clips
 * @param mean their mean
 * @param deviation their standard deviation, unbiased; NaN for one clip, which has none
 */
public record Summary(int count, double mean, double deviation) {

  /**
   * Summarises scores.
   *
   * @throws MetricsException if there are none, or one is not a finite number
   */
  public static Summary of(List<Double> scores) {
    if (scores.isEmpty()) {
      throw new MetricsException("There are no scores to summarise.");
    }
    double sum = 0;
    for (int i = 0; i < scores.size(); i++) {
      if (!Double.isFinite(scores.get(i))) {
        throw new MetricsException("Score " + i + " is " + scores.get(i) + ", no finite number.");
      }
      sum += scores.get(i);
    }
    int n = scores.size();
    double mean = sum / n;
    double squares = 0;
    for (double score : scores) {
      squares += (score - mean) * (score - mean);
    }
    return new Summary(n, mean, n == 1 ? Double.NaN : Math.sqrt(squares / (n - 1)));
  }
}
