package io.asva.metrics.avalign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.Cancellation;
import io.asva.core.Progress;
import io.asva.media.VideoWriter;
import io.asva.metrics.MetricsException;
import io.asva.sync.OffsetSearch;
import io.asva.sync.SyncOffset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvAlignOffsetTest {
  private final Cancellation never = new Cancellation();

  /** Positive where the audio comes later than the image. */
  @ParameterizedTest
  @CsvSource({
    "1, 12, 0, 16000, 1",
    "2, 12, 0.4, 44100, 2",
    "3, 24, -0.27, 48000, 1",
    "4, 25, 1.3, 22050, 2",
    "5, 25, -1.05, 16000, 2",
    "6, 30, 0.08, 48000, 2",
    "7, 30, -0.5, 44100, 1",
    "8, 15, 0.9, 32000, 1",
    "9, 30, 0, 16000, 1",
    "10, 60, 0.2, 16000, 1",
    "11, 60, -0.2, 16000, 1",
    "12, 25, 0, 16000, 1"
  })
  void aKnownShiftIsFoundToWithinAFrame(
      int seed, double fps, double later, int rate, int channels) {
    StrikeClip clip = new StrikeClip(seed);
    SyncOffset offset =
        AvAlignOffset.find(
            clip.audio(later, rate, channels), clip.video(fps), AvAlignOffset.STANDARD, never);
    assertThat(offset.seconds()).isCloseTo(later, within(1 / fps));
    assertThat(offset.score()).isGreaterThan(0.5);
    assertThat(offset.curve()).hasSize(401);
  }

  @Test
  void filesAreReadOnTheirOwnClock(@TempDir Path folder) {
    StrikeClip clip = new StrikeClip(20);
    Path both = folder.resolve("both.mp4");
    VideoWriter.of(clip.video(25)).withAudio(clip.audio(-0.3, 44100, 2)).mp4(both);
    List<Progress> progress = new ArrayList<>();
    SyncOffset offset =
        AvAlignOffset.find(both, both, AvAlignOffset.STANDARD, never.reporting(progress::add));
    assertThat(offset.seconds()).isCloseTo(-0.3, within(1 / 25.0));
    assertThat(progress).hasSize(251).last().isEqualTo(new Progress("measuring motion", 250, 250));
  }

  @Test
  void theAudioOfAnotherClipFitsWorseAtEveryShift() {
    StrikeClip clip = new StrikeClip(21);
    double own = find(clip, clip).score();
    double other = find(clip, new StrikeClip(22)).score();
    assertThat(own).isGreaterThan(other + 0.3);
  }

  private SyncOffset find(StrikeClip seen, StrikeClip heard) {
    return AvAlignOffset.find(
        heard.audio(0, 16000, 1), seen.video(25), AvAlignOffset.STANDARD, never);
  }

  @Test
  void theMiddleOfTheBestShiftsIsTaken() {
    SyncOffset offset =
        AvAlignOffset.find(
            List.of(1.5, 2.75, 5.0), List.of(1.0, 2.25, 4.5), 4, new OffsetSearch(1, 0.125, 1));
    assertThat(offset.seconds()).isEqualTo(0.5);
    assertThat(offset.score()).isEqualTo(1);
    assertThat(offset.curve())
        .filteredOn(p -> p.score() == 1)
        .extracting(SyncOffset.Point::seconds)
        .containsExactly(0.375, 0.5, 0.625);
  }

  @Test
  void whatCannotBeMatchedIsRefused() {
    assertThatThrownBy(() -> find(List.of(), List.of(1.0)))
        .isInstanceOf(MetricsException.class)
        .hasMessageContaining("found 0 and 1.");
    assertThatThrownBy(() -> find(List.of(1.0), List.of(9.0)))
        .isInstanceOf(MetricsException.class)
        .hasMessageContaining("at any shift of up to 2.0 s");
  }

  private static SyncOffset find(List<Double> audio, List<Double> video) {
    return AvAlignOffset.find(audio, video, 10, AvAlignOffset.STANDARD);
  }
}
