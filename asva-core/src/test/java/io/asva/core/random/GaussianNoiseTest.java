package io.asva.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianNoiseTest {
  // The values were computed apart, in Python, from the formula in the Javadoc.
  @ParameterizedTest
  @CsvSource({
    "0, 0, -0.17660189, 1.4621629, -1.602133, 0.20066267, -0.92933375",
    "123, 0, 0.45110145, -1.2600429, -0.7559055, -0.34231395, 0.7813058",
    "123, 1, -0.3253352, -0.24840164, -0.9234217, -0.027276607, 0.92626774",
    "-1, 0, 0.6194387, 1.1801528, -0.43786678, 2.082274, 0.24888793"
  })
  void theNumbersOfASeedNeverChange(
      long seed, int stream, float a, float b, float c, float d, float e) {
    assertThat(GaussianNoise.of(seed).stream(stream).fill(5).values())
        .containsExactly(a, b, c, d, e);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 123, Long.MAX_VALUE})
  void theyAreNormal(long seed) {
    float[] x = GaussianNoise.of(seed).fill(4, 11, 64, 64).values();
    double[] moments = new double[5];
    int beyond = 0;
    for (float value : x) {
      for (int k = 1; k <= 4; k++) {
        moments[k] += Math.pow(value, k) / x.length;
      }
      beyond += Math.abs(value) > 1.959964 ? 1 : 0;
    }
    assertThat(moments[1]).isCloseTo(0, within(0.012));
    assertThat(moments[2]).isCloseTo(1, within(0.017));
    assertThat(moments[3]).isCloseTo(0, within(0.05));
    assertThat(moments[4]).isCloseTo(3, within(0.15));
    assertThat(beyond / (double) x.length).isCloseTo(0.05, within(0.003));
  }

  @Test
  void seedsStreamsAndNeighboursAreIndependent() {
    float[] x = GaussianNoise.of(7).fill(100_000).values();
    assertThat(correlation(x, GaussianNoise.of(8).fill(100_000).values())).isLessThan(0.015);
    assertThat(correlation(x, GaussianNoise.of(7).stream(1).fill(100_000).values()))
        .isLessThan(0.015);
    for (int lag = 1; lag < 5; lag++) {
      assertThat(correlation(x, Arrays.copyOfRange(x, lag, x.length))).isLessThan(0.015);
    }
  }

  @Test
  void aLongerDrawBeginsWithTheShorterOne() {
    GaussianNoise noise = GaussianNoise.of(5);
    assertThat(noise.fill(3, 7).shape().dims()).containsExactly(3, 7);
    assertThat(Arrays.copyOf(noise.fill(100).values(), 21))
        .containsExactly(noise.fill(3, 7).values());
    assertThat(noise.fill(0).values()).isEmpty();
  }

  private static double correlation(float[] x, float[] y) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += x[i] * y[i];
    }
    return Math.abs(sum / y.length);
  }
}
