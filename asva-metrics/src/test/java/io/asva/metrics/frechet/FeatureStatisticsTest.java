package io.asva.metrics.frechet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.tensor.FloatTensor;
import io.asva.metrics.MetricsException;
import org.junit.jupiter.api.Test;

class FeatureStatisticsTest {
  @Test
  void meanAndCovarianceAreThoseOfTheFormulas() {
    FloatTensor features = FrechetDistanceTest.features(17, 6, 1);
    assertClose(FeatureStatistics.of(features).gaussian(), naive(features), 1e-12);
  }

  @Test
  void portionsGiveWhatAllAtOnceGives() {
    FloatTensor features = FrechetDistanceTest.features(17, 6, 2);
    FeatureStatistics statistics = FeatureStatistics.ofDimension(6);
    for (int i = 0; i < 17; i++) {
      statistics.add(features.row(i));
    }
    statistics.add(FloatTensor.zeros(0, 6));
    assertThat(statistics.count()).isEqualTo(17);
    assertClose(statistics.gaussian(), naive(features), 1e-12);
  }

  @Test
  void aLargeMeanDoesNotSpoilTheCovariance() {
    FloatTensor features = FrechetDistanceTest.features(40, 3, 3);
    float[] moved = features.values().clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) Math.rint(moved[i]) + (1 << 20);
    }
    FloatTensor far = FloatTensor.of(moved, 40, 3);
    assertClose(FeatureStatistics.of(far).gaussian(), naive(far), 1e-9);
  }

  @Test
  void oneFeatureHasNoCovariance() {
    assertThatThrownBy(() -> FeatureStatistics.of(FloatTensor.zeros(1, 4)).gaussian())
        .isInstanceOf(MetricsException.class)
        .hasMessage("A covariance takes at least 2 features; there is 1.");
    assertThatThrownBy(() -> FeatureStatistics.ofDimension(4).gaussian())
        .isInstanceOf(MetricsException.class)
        .hasMessage("A covariance takes at least 2 features; there are none.");
  }

  @Test
  void whatIsNoNumberIsRefusedAndTakesNoPlace() {
    FeatureStatistics statistics = FeatureStatistics.of(FrechetDistanceTest.features(5, 3, 4));
    FloatTensor broken = FloatTensor.zeros(2, 3);
    broken.values()[4] = Float.NaN;
    assertThatThrownBy(() -> statistics.add(broken))
        .isInstanceOf(MetricsException.class)
        .hasMessage(
            "Number 1 of feature 6 is NaN; the network that made it, or its input, is broken.");
    assertThat(statistics.count()).isEqualTo(5);
  }

  @Test
  void featuresOfOtherShapesAreRefused() {
    FeatureStatistics statistics = FeatureStatistics.ofDimension(3);
    assertThatThrownBy(() -> statistics.add(FloatTensor.zeros(2, 4)))
        .isInstanceOf(MetricsException.class)
        .hasMessage("Features of 4 numbers can't join features of 3.");
    assertThatThrownBy(() -> statistics.add(FloatTensor.zeros(3)))
        .isInstanceOf(MetricsException.class)
        .hasMessage("Features must be (count, numbers of a feature), not 3.");
    assertThatThrownBy(() -> FeatureStatistics.ofDimension(1 << 20))
        .isInstanceOf(MetricsException.class)
        .hasMessage("Features must have 1 to 4096 numbers each, not 1048576.");
  }

  private static void assertClose(Gaussian actual, Gaussian expected, double tolerance) {
    assertThat(actual.mean()).containsExactly(expected.mean(), within(tolerance));
    assertThat(actual.covariance()).containsExactly(expected.covariance(), within(tolerance));
  }

  private static Gaussian naive(FloatTensor features) {
    int n = features.shape().dim(0);
    int d = features.shape().dim(1);
    double[] mean = new double[d];
    double[] covariance = new double[d * d];
    for (int i = 0; i < n * d; i++) {
      mean[i % d] += (double) features.values()[i] / n;
    }
    for (int row = 0; row < n; row++) {
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          double x = features.values()[row * d + i] - mean[i];
          double y = features.values()[row * d + j] - mean[j];
          covariance[i * d + j] += x * y / (n - 1);
        }
      }
    }
    return new Gaussian(mean, covariance);
  }
}
