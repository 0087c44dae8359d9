package io.asva.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncOffsetTest {
  private static final OffsetSearch COARSE = new OffsetSearch(0.3, 0.1, 1);

  private static SyncOffset of(double... scores) {
    int[] next = {0};
    return SyncOffset.of(COARSE, shift -> scores[next[0]++]);
  }

  @Test
  void theReferencesEvaluationTriesThirtyOneShifts() {
    assertThat(OffsetSearch.STANDARD.shifts()).hasSize(31).contains(0);
    assertThat(OffsetSearch.STANDARD.shifts()[30]).isEqualTo(0.6, within(1e-12));
    assertThat(new OffsetSearch(0, 0.04, 1).shifts()).containsExactly(0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.6, -0.24, 0, 0.04, 0.52})
  void theShiftWithTheHighestScoreIsFound(double truth) {
    SyncOffset offset = SyncOffset.of(OffsetSearch.STANDARD, shift -> -Math.abs(shift - truth));
    assertThat(offset.seconds()).isEqualTo(truth, within(1e-9));
    assertThat(offset.curve())
        .hasSize(31)
        .isSortedAccordingTo((a, b) -> Double.compare(a.seconds(), b.seconds()));
  }

  @Test
  void theMiddleOfTheLongestBestRunIsTaken() {
    assertThat(of(2, 1, 2, 2, 2, 1, 2).seconds()).isEqualTo(0);
    assertThat(of(1, 1, 1, 2, 2, 2, 1).seconds()).isEqualTo(0.1, within(1e-9));
    assertThat(of(2, 2, 1, 1, 1, 1, 1).seconds()).isEqualTo(-0.2, within(1e-9));
  }

  @Test
  void ofRunsAsLongTheOneNearestToZeroIsTaken() {
    assertThat(of(2, 1, 1, 1, 2, 1, 1).seconds()).isEqualTo(0.1, within(1e-9));
    assertThat(of(1, 1, 1, 1, 1, 1, 1).seconds()).isZero();
  }

  @Test
  void aScoreThatIsNoNumberIsAnError() {
    assertThatThrownBy(() -> of(1, Double.NaN))
        .isInstanceOf(SyncException.class)
        .hasMessageStartingWith("What should be the score at -0.2 s is NaN.");
  }

  @Test
  void searchesThatMakeNoSenseAreRefused() {
    for (OffsetSearchArguments bad :
        List.of(
            new OffsetSearchArguments(-1, 0.04, 1),
            new OffsetSearchArguments(1, 0, 1),
            new OffsetSearchArguments(1, Double.NaN, 1),
            new OffsetSearchArguments(1, 1e-9, 1),
            new OffsetSearchArguments(1, 0.04, 0))) {
      assertThatThrownBy(() -> new OffsetSearch(bad.range, bad.step, bad.clips))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("a search needs a range of 0 s or more");
    }
  }

  private record OffsetSearchArguments(double range, double step, int clips) {}
}
