package io.asva.examples.training.causes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.random.CounterRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelRidgeTest {
  private static float[] point(CounterRandom random) {
    return new float[] {(float) random.nextGaussian(), 100 * (float) random.nextGaussian()};
  }

  private static double truth(float[] point) {
    return Math.sin(2 * point[0]) + point[1] / 100;
  }

  @Test
  void aSmoothFunctionIsLearntWhateverItsInputsScales() {
    CounterRandom random = CounterRandom.of(4);
    List<float[]> points = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      points.add(point(random));
      values.add(truth(points.get(i)));
    }
    KernelRidge ridge = KernelRidge.learnt(points, values);
    double squares = 0;
    for (int i = 0; i < 100; i++) {
      float[] point = point(random);
      squares += Math.pow(ridge.guess(point) - truth(point), 2) / 100;
    }
    assertThat(Math.sqrt(squares)).isLessThan(0.15);
  }

  @Test
  void whatSaysNothingIsNoBetterThanTheMean() {
    CounterRandom random = CounterRandom.of(5);
    List<float[]> points = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      points.add(new float[] {3, 3});
      values.add(random.nextGaussian());
    }
    double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
    KernelRidge ridge = KernelRidge.learnt(points, values);
    assertThat(ridge.guess(new float[] {3, 3})).isCloseTo(mean, within(1e-6));
  }
}
