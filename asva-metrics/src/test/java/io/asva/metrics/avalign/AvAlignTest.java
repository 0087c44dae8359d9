package io.asva.metrics.avalign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.media.Video;
import io.asva.metrics.MetricsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AvAlignTest {
  private static final int RATE = 16000;
  private static final int FPS = 12;
  private static final double[] STRIKES = {0.5, 1.25, 2.0};

  @Test
  void onsetsAreFoundWhereAudioStrikes() {
    List<Double> onsets = AvAlign.audioPeaks(strikes(1));
    assertThat(onsets).hasSize(STRIKES.length);
    for (int i = 0; i < STRIKES.length; i++) {
      assertThat(onsets.get(i)).isCloseTo(STRIKES[i], within(0.05));
    }
  }

  @Test
  void loudnessDoesNotMoveOnsets() {
    assertThat(AvAlign.audioPeaks(strikes(0.1f))).isEqualTo(AvAlign.audioPeaks(strikes(1)));
  }

  @Test
  void silenceHasNoOnsets() {
    assertThat(AvAlign.audioPeaks(new Audio(RATE, new float[1][2 * RATE]))).isEmpty();
    assertThat(AvAlign.audioPeaks(new Audio(RATE, new float[1][1]))).isEmpty();
  }

  @Test
  void aVideoThatJumpsWhenTheAudioStrikesScoresMoreThanOneThatDoesNot() {
    double together = measure(strikes(1), jumps(0)).score().orElseThrow();
    double apart = measure(strikes(1), jumps(0.35)).score().orElseThrow();
    assertThat(together).isEqualTo(1);
    assertThat(apart).isZero();
  }

  @Test
  void aSilentStillVideoHasNoScore() {
    Video still = new Video(List.of(frame(20), frame(20), frame(20)), FPS);
    AvAlign.Alignment alignment = measure(new Audio(RATE, new float[2][RATE]), still);
    assertThat(alignment.audioPeaks()).isEmpty();
    assertThat(alignment.videoPeaks()).isEmpty();
    assertThat(alignment.score()).isEmpty();
  }

  @Test
  void eachPeakIsMatchedOnce() {
    assertThat(AvAlign.score(List.of(1.0, 1.01), List.of(1.02), 10)).hasValue(0.5);
    assertThat(AvAlign.score(List.of(1.0), List.of(1.02, 1.03), 10)).hasValue(0.5);
    assertThat(AvAlign.score(List.of(1.0, 2.0), List.of(1.05, 3.0), 10)).hasValue(1.0 / 3);
  }

  @Test
  void aPeakOneFrameAwayDoesNotMatch() {
    assertThat(AvAlign.score(List.of(1.0), List.of(1.25), 4)).hasValue(0);
    assertThat(AvAlign.score(List.of(1.0), List.of(1.249), 4)).hasValue(1);
  }

  @Test
  void onlyStrictMaximaOfATenthOfAPixelArePeaks() {
    float[] motion = {9, 0, 0.09f, 0, 0.5f, 0.5f, 0, 2, 1, 3};
    assertThat(AvAlign.videoPeaks(motion, 10)).containsExactly(0.7);
  }

  @Test
  void badInputIsRefused() {
    assertRefused(
        () -> AvAlign.audioPeaks(new Audio(RATE, new float[1][0])),
        "Empty audio has no onsets; give at least one sample.");
    float[][] samples = new float[2][9];
    samples[1][4] = Float.NaN;
    assertRefused(
        () -> AvAlign.audioPeaks(new Audio(RATE, samples)), "Sample 4 of the audio is NaN.");
    assertRefused(
        () -> AvAlign.motion(List.of(frame(20)), new Cancellation()),
        "Motion needs at least 2 frames; there is 1.");
    assertRefused(
        () -> AvAlign.motion(List.of(frame(20), new Image(4, 2, new byte[24])), new Cancellation()),
        "Frame 1 is 4x2, the one before it 64x48; motion is measured between frames of one size.");
  }

  @Test
  void imagesOfOnePixelDoNotMove() {
    Image dot = new Image(1, 1, new byte[] {1, 2, 3});
    assertThat(AvAlign.motion(List.of(dot, dot), new Cancellation())).containsExactly(0, 0);
  }

  @Test
  void measuringCanBeCancelled() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    assertThatThrownBy(() -> AvAlign.measure(strikes(1), jumps(0), cancellation))
        .isInstanceOf(CancelledException.class)
        .hasMessageContaining("measuring the motion of frame 0");
  }

  private static void assertRefused(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(MetricsException.class).hasMessage(message);
  }

  private static AvAlign.Alignment measure(Audio audio, Video video) {
    return AvAlign.measure(audio, video, new Cancellation());
  }

  /** Noise that dies away after each strike. */
  private static Audio strikes(float loudness) {
    Random random = new Random(1);
    float[] samples = new float[3 * RATE];
    for (double strike : STRIKES) {
      int from = (int) (strike * RATE);
      for (int i = 0; i < RATE / 4; i++) {
        samples[from + i] = (float) (loudness * random.nextGaussian() * Math.exp(-i / 800.0) / 4);
      }
    }
    return new Audio(RATE, new float[][] {samples});
  }

  /** A square that jumps some time after each strike. */
  private static Video jumps(double after) {
    List<Image> frames = new ArrayList<>();
    for (int i = 0; i < 3 * FPS; i++) {
      int x = 12;
      for (double strike : STRIKES) {
        x += (double) i / FPS >= strike + after ? 5 : 0;
      }
      frames.add(frame(x));
    }
    return new Video(frames, FPS);
  }

  private static Image frame(int left) {
    byte[] rgb = new byte[64 * 48 * 3];
    for (int y = 0; y < 48; y++) {
      for (int x = 0; x < 64; x++) {
        boolean inside = Math.abs(x - left - 8) < 8 && Math.abs(y - 24) < 8;
        for (int c = 0; c < 3; c++) {
          rgb[(y * 64 + x) * 3 + c] = (byte) (inside ? 200 : 30 + 8 * (x / 6 % 2 + y / 6 % 2));
        }
      }
    }
    return new Image(64, 48, rgb);
  }
}
