package io.asva.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncMeasuresTest {
  private static CentreScores peaks(int audioToVideo, int videoToAudio) {
    return new CentreScores(peak(audioToVideo), peak(videoToAudio));
  }

  private static List<Double> peak(int at) {
    List<Double> scores = new ArrayList<>(Collections.nCopies(31, -1.0));
    scores.set(at, 2.0);
    return scores;
  }

  @Test
  void aPairThatEqualsItsReferenceHasAHalf() {
    assertThat(RelSync.of(3.7, 3.7).value()).isEqualTo(0.5);
    assertThat(RelSync.of(-1e30, -1e30).value()).isEqualTo(0.5);
  }

  @Test
  void relSyncIsTheSoftmaxsSecondPart() {
    assertThat(RelSync.of(1, 2).value()).isEqualTo(Math.E / (1 + Math.E), within(1e-15));
    assertThat(RelSync.of(2, 1).value()).isEqualTo(1 / (1 + Math.E), within(1e-15));
    assertThat(RelSync.of(-1000, 1000).value()).isEqualTo(1);
    assertThat(RelSync.of(1000, -1000).value()).isZero();
  }

  @Test
  void aScoreThatIsNoNumberIsAnErrorThatSaysWhy() {
    assertThatThrownBy(() -> RelSync.of(0, Double.NaN))
        .isInstanceOf(SyncException.class)
        .hasMessageStartingWith("What should be the score is NaN.")
        .hasMessageContaining("weights");
    assertThatThrownBy(() -> new SyncScore(Double.POSITIVE_INFINITY, List.of()))
        .isInstanceOf(SyncException.class);
  }

  @Test
  void aStillClipThatIsItsOwnReferenceHasAQuarter() {
    RelSync half = RelSync.of(0.3, 0.3);
    List<Double> same = Collections.nCopies(11, 0.1234);
    assertThat(AlignSync.of(half, 0.1234, same).value()).isEqualTo(0.25);
  }

  @Test
  void alignSyncIsTheProductOfItsParts() {
    AlignSync align = AlignSync.of(RelSync.of(1, 2), 0, List.of(1.0, -1.0));
    assertThat(align.value()).isEqualTo(0.5 * Math.E / (1 + Math.E), within(1e-15));
    assertThatThrownBy(() -> AlignSync.of(RelSync.of(1, 2), 0, List.of()))
        .isInstanceOf(SyncException.class)
        .hasMessage("AlignSync needs a frame after the first; the clip has none.");
  }

  @Test
  void accuracyCountsPeaksNearTheCentreInBothDirections() {
    SyncAccuracy accuracy = SyncAccuracy.of(List.of(peaks(10, 15), peaks(9, 20), peaks(20, 21)), 5);
    assertThat(accuracy.audioToVideo()).isEqualTo(new Proportion(2, 3));
    assertThat(accuracy.videoToAudio()).isEqualTo(new Proportion(2, 3));
    assertThat(accuracy.chance()).isEqualTo(11.0 / 31);
  }

  @Test
  void ofEqualScoresTheFirstCounts() {
    List<Double> same = Collections.nCopies(31, 1.0);
    SyncAccuracy accuracy = SyncAccuracy.of(List.of(new CentreScores(same, peak(15))), 5);
    assertThat(accuracy.audioToVideo().right()).isZero();
  }

  @Test
  void chanceCountsPlacesThatExist() {
    List<Double> three = List.of(0.0, 1.0, 0.0);
    List<CentreScores> videos = List.of(new CentreScores(three, three));
    assertThat(SyncAccuracy.of(videos, 5).chance()).isEqualTo(1);
    assertThat(SyncAccuracy.of(videos, 0).chance()).isEqualTo(1.0 / 3);
  }

  @Test
  void accuracyOfNothingOrOfNoNumbersIsAnError() {
    assertThatThrownBy(() -> SyncAccuracy.of(List.of(), 5))
        .isInstanceOf(SyncException.class)
        .hasMessage("There is no video whose accuracy could be counted.");
    List<Double> bad = List.of(0.0, Double.NaN, 0.0);
    assertThatThrownBy(() -> SyncAccuracy.of(List.of(new CentreScores(bad, bad)), 5))
        .isInstanceOf(SyncException.class)
        .hasMessageStartingWith("What should be the score of clip 1 is NaN.");
  }

  @Test
  void intervalsAreWilsons() {
    Proportion half = new Proportion(5, 10);
    assertThat(half.low()).isEqualTo(0.23659, within(1e-5));
    assertThat(half.high()).isEqualTo(0.76341, within(1e-5));
    Proportion none = new Proportion(0, 10);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isEqualTo(0.27753, within(1e-5));
    assertThat(new Proportion(10, 10).high()).isEqualTo(1);
    assertThatThrownBy(() -> new Proportion(0, 0)).isInstanceOf(SyncException.class);
    assertThatThrownBy(() -> new Proportion(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
