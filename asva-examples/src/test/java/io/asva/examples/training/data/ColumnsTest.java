package io.asva.examples.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.asva.examples.drawn.ClipLabels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  private static ClipLabels labels(List<Double> onsets) {
    List<Double> loudness = new ArrayList<>();
    for (int i = 0; i < 96; i++) {
      loudness.add(i / 24.0 / 4);
    }
    return new ClipLabels("a/b.mp4", "a", "a", "a", 24, onsets, loudness, loudness, List.of());
  }

  @Test
  void aStrokeBeginsInTheColumnWhoseTenthOfASecondItFallsIn() {
    Columns columns = Columns.of(labels(List.of(1.0, 1.35, 2.0)), 1);

    assertThat(columns.begins()).hasSize(19);
    for (int c = 0; c < 19; c++) {
      assertThat(columns.begins()[c])
          .as("column " + c)
          .isEqualTo(c == 0 || c == 3 || c == 10 ? 1 : 0);
    }
  }

  @Test
  void levelsAreLoudnessAndTheTimeSinceTheLastOnset() {
    Columns columns = Columns.of(labels(List.of(1.0)), 1);

    float[] levels = columns.levels();
    assertThat(levels[0]).isCloseTo((float) (1.04 / 4), within(1e-5f));
    assertThat(levels[1]).isCloseTo((float) (1.14 / 4), within(1e-5f));
    assertThat(levels[2]).isCloseTo((float) Math.exp(-0.04 / 0.3), within(1e-5f));
    assertThat(levels[4 * 10 + 3]).isCloseTo((float) Math.exp(-1.14 / 0.3), within(1e-5f));
  }

  @Test
  void beforeAnyOnsetThereIsNothingSince() {
    assertThat(Columns.of(labels(List.of(3.5)), 0).levels()[2]).isZero();
  }
}
