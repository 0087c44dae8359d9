package io.asva.metrics.frechet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.tensor.FloatTensor;
import io.asva.metrics.MetricsException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {
  @Test
  void aSetIsAtNoDistanceFromItself() {
    FloatTensor features = features(50, 20, 1);
    assertThat(FrechetDistance.between(features, features)).isCloseTo(0, within(1e-9));
  }

  @Test
  void aSetOfFewerFeaturesThanNumbersIsAtNoDistanceFromItself() {
    FloatTensor features = features(5, 40, 2);
    assertThat(FrechetDistance.between(features, features)).isCloseTo(0, within(1e-5));
  }

  @Test
  void theOrderOfTheSetsDoesNotMatter() {
    FloatTensor a = features(30, 12, 3);
    FloatTensor b = features(9, 12, 4);
    assertThat(FrechetDistance.between(a, b))
        .isCloseTo(FrechetDistance.between(b, a), within(1e-6));
  }

  @Test
  void independentDimensionsGiveTheClosedForm() {
    double[] variances = {4, 1, 0.25, 0};
    double[] others = {1, 9, 0.25, 2};
    double expected = 4 * 0.5 * 0.5;
    for (int i = 0; i < 4; i++) {
      double difference = Math.sqrt(variances[i]) - Math.sqrt(others[i]);
      expected += difference * difference;
    }
    Gaussian a = new Gaussian(new double[4], diagonal(variances));
    Gaussian b = new Gaussian(new double[] {0.5, -0.5, 0.5, 0.5}, diagonal(others));
    assertThat(FrechetDistance.between(a, b)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void aRotationOfBothSetsChangesNothing() {
    Gaussian a = FeatureStatistics.of(features(20, 2, 5)).gaussian();
    Gaussian b = FeatureStatistics.of(features(20, 2, 6)).gaussian();
    assertThat(FrechetDistance.between(rotated(a), rotated(b)))
        .isCloseTo(FrechetDistance.between(a, b), within(1e-9));
  }

  @Test
  void emptyCovariancesLeaveTheDistanceOfTheMeans() {
    Gaussian a = new Gaussian(new double[] {0, 3}, new double[4]);
    Gaussian b = new Gaussian(new double[] {4, 0}, new double[4]);
    assertThat(FrechetDistance.between(a, b)).isEqualTo(25);
  }

  @Test
  void aMatrixWithNegativeEigenvaluesIsRefused() {
    Gaussian a = new Gaussian(new double[2], diagonal(1, -1));
    Gaussian b = new Gaussian(new double[2], diagonal(1, 1));
    for (int order = 0; order < 2; order++) {
      Gaussian first = order == 0 ? a : b;
      Gaussian second = order == 0 ? b : a;
      assertThatThrownBy(() -> FrechetDistance.between(first, second))
          .isInstanceOf(MetricsException.class)
          .hasMessage(
              "The root of the covariances' product has an imaginary part of 1.0: a matrix with"
                  + " negative eigenvalues is no covariance.");
    }
  }

  @Test
  void distributionsOfOtherDimensionsAreRefused() {
    assertThatThrownBy(() -> FrechetDistance.between(features(5, 3, 1), features(5, 4, 1)))
        .isInstanceOf(MetricsException.class)
        .hasMessage("Distributions of 3 and of 4 dimensions can't be compared.");
  }

  @Test
  void whatIsNoCovarianceIsRefused() {
    assertThatThrownBy(() -> new Gaussian(new double[2], new double[] {1, 0.5, 0.4, 1}))
        .isInstanceOf(MetricsException.class)
        .hasMessageStartingWith(
            "A covariance must be symmetric, but the elements at (1, 0) and (0, 1) differ by 0.");
    assertThatThrownBy(() -> new Gaussian(new double[2], new double[3]))
        .isInstanceOf(MetricsException.class)
        .hasMessageContaining("2 dimensions can't have a covariance of 3 numbers");
    assertThatThrownBy(() -> new Gaussian(new double[] {Double.NaN}, new double[1]))
        .isInstanceOf(MetricsException.class)
        .hasMessage("Element 0 of the mean is NaN.");
  }

  @Test
  @Tag("soak")
  void theDimensionsOfFidTakeLessThanAMinute() {
    FloatTensor a = features(3000, 2048, 7);
    FloatTensor b = features(3000, 2048, 8);
    long start = System.nanoTime();
    assertThat(FrechetDistance.between(a, b)).isPositive();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
  }

  static FloatTensor features(int n, int dimension, int seed) {
    Random random = new Random(seed);
    float[] values = new float[n * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * (1 + i % dimension % 5) + 0.1 * seed);
    }
    return FloatTensor.of(values, n, dimension);
  }

  private static double[] diagonal(double... values) {
    double[] matrix = new double[values.length * values.length];
    for (int i = 0; i < values.length; i++) {
      matrix[i * values.length + i] = values[i];
    }
    return matrix;
  }

  private static Gaussian rotated(Gaussian g) {
    double c = Math.cos(0.7);
    double s = Math.sin(0.7);
    double[] m = g.mean();
    double[] v = g.covariance();
    double xx = c * c * v[0] - 2 * c * s * v[1] + s * s * v[3];
    double yy = s * s * v[0] + 2 * c * s * v[1] + c * c * v[3];
    double xy = c * s * (v[0] - v[3]) + (c * c - s * s) * v[1];
    return new Gaussian(
        new double[] {c * m[0] - s * m[1], s * m[0] + c * m[1]}, new double[] {xx, xy, xy, yy});
  }
}
