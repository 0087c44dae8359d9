package io.asva.metrics.frechet;

import io.asva.core.tensor.FloatTensor;

/** Measures a distance twice in a process of its own and prints it, or the second failure. */
final class MeasureDistance {
  private MeasureDistance() {}

  public static void main(String[] arguments) {
    FloatTensor features = FloatTensor.of(new float[] {1, 2, 4, 3, 5, 9}, 3, 2);
    // A class that can't be loaded fails in another way when it is tried again.
    for (int attempt = 1; attempt <= 2; attempt++) {
      try {
        double distance = FrechetDistance.between(features, features);
        System.out.println("measured " + (Math.abs(distance) < 1e-9));
      } catch (RuntimeException e) {
        if (attempt == 2) {
          System.out.println(e);
        }
      }
    }
  }
}
