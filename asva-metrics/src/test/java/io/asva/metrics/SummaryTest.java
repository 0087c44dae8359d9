package io.asva.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void theDeviationIsUnbiased() {
    Summary summary = Summary.of(List.of(2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0));
    assertThat(summary.count()).isEqualTo(8);
    assertThat(summary.mean()).isEqualTo(5);
    assertThat(summary.deviation()).isCloseTo(Math.sqrt(32.0 / 7), within(1e-12));
  }

  @Test
  void oneScoreHasNoDeviation() {
    Summary summary = Summary.of(List.of(0.25));
    assertThat(summary.mean()).isEqualTo(0.25);
    assertThat(summary.deviation()).isNaN();
  }

  @Test
  void whatCannotBeSummarisedIsRefused() {
    assertThatThrownBy(() -> Summary.of(List.of()))
        .isInstanceOf(MetricsException.class)
        .hasMessage("There are no scores to summarise.");
    assertThatThrownBy(() -> Summary.of(List.of(1.0, Double.NaN)))
        .isInstanceOf(MetricsException.class)
        .hasMessage("Score 1 is NaN, no finite number.");
  }
}
