package io.asva.examples.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CurveTest {
  private static Curve of(double... values) {
    Curve curve = new Curve();
    for (int i = 0; i < values.length; i++) {
      curve.add(i + 1, values[i]);
    }
    return curve;
  }

  @Test
  void aPointIsSmoothedByAsManyOnBothSides() {
    assertThat(of(0, 3, 6, 0, 0).smoothed(3).values()).containsExactly(0, 3, 3, 2, 0);
    assertThat(of(5).smoothed(30).values()).containsExactly(5);
  }

  @Test
  void fromAfarEveryExtremeIsStillThere() {
    double[] values = new double[200_000];
    values[123_456] = 7;
    values[123_457] = -7;
    Curve thin = of(values).thinned(500);
    assertThat(thin.size()).isEqualTo(1000);
    assertThat(thin.quantile(1)).isEqualTo(7);
    assertThat(thin.quantile(0)).isEqualTo(-7);
    assertThat(thin.steps()).isSorted();
    assertThat(of(1, 2).thinned(1).values()).containsExactly(1, 2);
  }

  @Test
  void theLastPointsHaveAMean() {
    assertThat(of(9, 1, 2).lastMean(2)).isEqualTo(1.5);
    assertThat(of(9, 1, 2).lastMean(50)).isEqualTo(4);
    assertThat(of(9, 1, 2).last()).isEqualTo(3);
    assertThat(of(9, 1, 2).times(2).values()).containsExactly(18, 2, 4);
  }
}
