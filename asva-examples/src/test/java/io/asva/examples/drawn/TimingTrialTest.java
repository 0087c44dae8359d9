package io.asva.examples.drawn;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.media.Image;
import io.asva.media.Video;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimingTrialTest {
  private static final int SIZE = 64;
  private static final TimingTrial TRIAL = TimingTrial.random(2024, 64, 8, SIZE);

  @ParameterizedTest
  @EnumSource
  void whatIsDrawnToAudioAgreesWithItInEveryCategory(Edition edition) {
    TimingTrial trial =
        edition == Edition.FIRST ? TRIAL : TimingTrial.random(edition, 24, 48, 8, SIZE);
    TimingTrial.Result result = trial.run(scene -> TimingTrial.draw(scene, SIZE));
    new TreeMap<>(result.byCategory())
        .forEach((c, share) -> System.out.printf(Locale.ROOT, "%-8s %.3f%n", c, share));
    assertThat(result.share()).isGreaterThanOrEqualTo(0.98);
    assertThat(result.byCategory()).hasSize(edition.categories().size());
    assertThat(result.byCategory().values()).allMatch(share -> share >= 0.98);
  }

  @Test
  void aVideoThatMovesToAnotherAudioIsNearChance() {
    long[] seed = {77};
    TimingTrial.Result result =
        TRIAL.run(
            scene -> {
              DrawnScene other = DrawnScene.single(seed[0]++, scene.category(), 2);
              return TimingTrial.draw(scene.swapAudio(other), SIZE);
            });
    assertThat(result.share()).isBetween(0.35, 0.65);
  }

  @Test
  void aVideoThatDoesNotMoveWinsNothingAndLosesNothing() {
    TimingTrial.Result result =
        TRIAL.run(
            scene -> {
              List<Image> frames = new ArrayList<>();
              for (int i = 0; i < TimingTrial.FRAMES; i++) {
                frames.add(scene.still(SIZE, SIZE));
              }
              return new Video(frames, 6);
            });
    // The curve is constant, so its correlation with any other is 0.
    assertThat(result.share()).isEqualTo(0.5);
  }

  @Test
  void aVideoThatIsLateIsFoundOut() {
    TimingTrial.Result result =
        TRIAL.run(
            scene -> {
              List<Image> frames = new ArrayList<>(TimingTrial.draw(scene, SIZE).frames());
              for (int late = 0; late < 2; late++) {
                frames.add(0, frames.get(0));
                frames.remove(frames.size() - 1);
              }
              return new Video(frames, 6);
            });
    assertThat(result.share()).isLessThan(0.7);
  }
}
