package io.asva.diffusion.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.Forecast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateForecastTest {
  private static FloatTensor cubic(double x, int order) {
    double sum = 0;
    for (int p = order; p >= 0; p--) {
      sum = sum * x + (p + 1);
    }
    return FloatTensor.of(new float[] {(float) sum, (float) -sum}, 1, 2);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void polynomialsOfItsOrderAreContinuedExactly(int order) {
    EstimateForecast forecast = new EstimateForecast(new Forecast(order, 2));
    forecast.remember(0, FloatTensor.of(new float[] {1e6f, 1e6f}, 1, 2)); // too old to count
    for (int i = 1; i <= order + 1; i++) {
      forecast.remember(3 * i, cubic(0.1 * i, order));
    }
    FloatTensor found = forecast.at(3 * (order + 1) + 2);
    FloatTensor right = cubic(0.1 * (order + 1 + 2.0 / 3), order);
    assertThat(found.values()[0]).isCloseTo(right.values()[0], within(1e-4f));
    assertThat(found.values()[1]).isCloseTo(right.values()[1], within(1e-4f));
  }

  @Test
  void whatIsRememberedComesBackAsItIs() {
    FloatTensor estimate = cubic(1, 1);
    assertThat(new EstimateForecast(Forecast.NONE).remember(0, estimate)).isSameAs(estimate);
    assertThat(new EstimateForecast(new Forecast(2, 2)).remember(0, estimate)).isSameAs(estimate);
  }
}
