package io.asva.examples.drawn;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.audio.MelSpectrogram;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.Audio;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AudioTrackTest {
  private static final int RATE = 16000;

  private static final Map<DrawnCategory, Long> CHECKSUMS =
      Map.of(
          DrawnCategory.BALL, 0x58afca08L,
          DrawnCategory.BELL, 0xe60c380L,
          DrawnCategory.DRUM, 0x691dff54L,
          DrawnCategory.FIRE, 0xc1b83af7L,
          DrawnCategory.FROG, 0x8ac96975L,
          DrawnCategory.HAMMER, 0x4efd555eL,
          DrawnCategory.MONSTER, 0x82fa8ecbL,
          DrawnCategory.STRING, 0xa46ec6aL);

  private static final Map<DrawnCategory, Long> IN_A_HALL = new EnumMap<>(DrawnCategory.class);

  static {
    IN_A_HALL.put(DrawnCategory.AXE, 0x427f0ff5L);
    IN_A_HALL.put(DrawnCategory.DOG, 0xe25e1cf2L);
    IN_A_HALL.put(DrawnCategory.DUCK, 0xccf8246aL);
    IN_A_HALL.put(DrawnCategory.WOODPECKER, 0x96b345dL);
    IN_A_HALL.put(DrawnCategory.HAMMER, 0x6bc2e1c6L);
  }

  @ParameterizedTest
  @MethodSource("inAHall")
  void aRoomAnswersTheSameOnEveryMachine(DrawnCategory category) {
    AudioTrack track = AudioTrack.random(5, category, 2, Place.STAGE.room());
    assertThat(checksum(track)).isEqualTo(IN_A_HALL.get(category));
  }

  static Set<DrawnCategory> inAHall() {
    return IN_A_HALL.keySet();
  }

  @Test
  void aHallRingsOnWhenTheAudioIsOver() {
    for (DrawnCategory category : DrawnCategory.values()) {
      AudioTrack open = AudioTrack.random(5, category, 3, Room.NONE);
      AudioTrack hall = AudioTrack.random(5, category, 3, Place.STAGE.room());
      AudioTrack room = AudioTrack.random(5, category, 3, Place.ROOM.room());
      double onset = open.onsets().get(0);
      assertThat(difference(open, hall, onset - 0.1, onset)).isLessThan(1e-9);
      assertThat(difference(open, hall, onset + 0.1, onset + 0.35))
          .isGreaterThan(2 * difference(open, room, onset + 0.1, onset + 0.35));
    }
  }

  private static double difference(AudioTrack first, AudioTrack second, double from, double to) {
    double[] a = relative(first);
    double[] b = relative(second);
    double sum = 0;
    for (int i = (int) (from * RATE); i < (int) (to * RATE); i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  /** Samples without the noise that is always there, as shares of the first stroke's largest. */
  private static double[] relative(AudioTrack track) {
    AudioTrack quiet =
        new AudioTrack(
            track.voice(), track.timbre(), track.events(), track.seconds(), 0, 0, track.room());
    float[] samples = quiet.mono(RATE).samples()[0];
    int from = (int) (track.onsets().get(0) * RATE);
    double largest = 0;
    for (int i = from; i < from + RATE / 50; i++) {
      largest = Math.max(largest, Math.abs(samples[i]));
    }
    double[] relative = new double[samples.length];
    for (int i = 0; i < relative.length; i++) {
      relative[i] = samples[i] / largest;
    }
    return relative;
  }

  @ParameterizedTest
  @MethodSource("first")
  void aSeedGivesTheSameSamplesOnEveryMachine(DrawnCategory category) {
    assertThat(checksum(track(5, category, 2))).isEqualTo(CHECKSUMS.get(category));
  }

  static Set<DrawnCategory> first() {
    return CHECKSUMS.keySet();
  }

  private static long checksum(AudioTrack track) {
    float[] samples = track.mono(RATE).samples()[0];
    ByteBuffer bytes = ByteBuffer.allocate(4 * samples.length);
    bytes.asFloatBuffer().put(samples);
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return checksum.getValue();
  }

  @Test
  void anyTwoSecondsHoldTwoOnsetsWithoutABeat() {
    for (long seed = 0; seed < 300; seed++) {
      List<Double> onsets = track(seed, DrawnCategory.HAMMER, 6.5).onsets();
      for (double start = 0; start <= 4.5; start += 0.05) {
        double from = start;
        assertThat(onsets).filteredOn(t -> t >= from && t <= from + 2).hasSizeGreaterThan(1);
      }
      List<Double> gaps = new ArrayList<>();
      for (int i = 1; i < onsets.size(); i++) {
        gaps.add(onsets.get(i) - onsets.get(i - 1));
      }
      assertThat(gaps).allMatch(gap -> gap > 0.35);
      double shortest = gaps.stream().mapToDouble(x -> x).min().orElseThrow();
      double longest = gaps.stream().mapToDouble(x -> x).max().orElseThrow();
      assertThat(longest - shortest).isGreaterThan(0.1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOnsetIsHeard(DrawnCategory category) {
    for (long seed = 0; seed < 10; seed++) {
      AudioTrack track = track(seed, category, 6.5);
      float[] samples = track.mono(RATE).samples()[0];
      for (double onset : track.onsets()) {
        double before = energy(samples, onset - 0.05, onset - 0.005);
        double after = energy(samples, onset, onset + 0.12);
        assertThat(after).as("seed %d at %.3f s", seed, onset).isGreaterThan(1.5 * before + 2e-5);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void loudnessFollowsTheSamples(DrawnCategory category) {
    AudioTrack track = track(8, category, 6.5);
    float[] samples = track.mono(RATE).samples()[0];
    List<Double> heard = new ArrayList<>();
    List<Double> said = new ArrayList<>();
    for (double t = 0.02; t < 6.4; t += 0.02) {
      heard.add(Math.sqrt(energy(samples, t - 0.02, t + 0.02)));
      said.add(track.loudness(t));
    }
    assertThat(MotionAgreement.correlation(array(heard), array(said))).isGreaterThan(0.75);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @ParameterizedTest
  @EnumSource
  void samplesAreLoudButNeverClipped(DrawnCategory category) {
    for (long seed = 0; seed < 20; seed++) {
      Audio audio = track(seed, category, 2).at(seed % 2 == 0 ? 0.5 : -0.5).stereo(RATE);
      for (float[] channel : audio.samples()) {
        float largest = 0;
        for (float sample : channel) {
          largest = Math.max(largest, Math.abs(sample));
        }
        assertThat(largest).isBetween(0.1f, 1f);
      }
    }
  }

  @Test
  void categoriesAreToldApartByEar() {
    int known = 12;
    int right = 0;
    int all = 0;
    List<float[]> spectra = new ArrayList<>();
    List<DrawnCategory> categories = new ArrayList<>();
    for (DrawnCategory category : DrawnCategory.values()) {
      for (long seed = 0; seed < known; seed++) {
        spectra.add(spectrum(track(seed, category, 2)));
        categories.add(category);
      }
    }
    for (DrawnCategory category : DrawnCategory.values()) {
      for (long seed = 100; seed < 110; seed++) {
        float[] heard = spectrum(track(seed, category, 2));
        right += categories.get(nearest(heard, spectra)) == category ? 1 : 0;
        all++;
      }
    }
    assertThat((double) right / all).isGreaterThan(0.9);
  }

  private static int nearest(float[] heard, List<float[]> spectra) {
    int best = 0;
    for (int i = 1; i < spectra.size(); i++) {
      if (distance(heard, spectra.get(i)) < distance(heard, spectra.get(best))) {
        best = i;
      }
    }
    return best;
  }

  private static double distance(float[] first, float[] second) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      double difference = first[i] - second[i];
      sum += difference * difference;
    }
    return sum;
  }

  // The mean over the loudest eighth of the mel spectrogram's frames, less its own mean.
  private static float[] spectrum(AudioTrack track) {
    FloatTensor mel = MelSpectrogram.of(track.mono(RATE).tensor());
    int frames = MelSpectrogram.FRAMES;
    float[] values = mel.values();
    List<Integer> loudest = new ArrayList<>();
    for (int t = 0; t < 198; t++) {
      loudest.add(t);
    }
    float[] loudness = new float[frames];
    for (int band = 0; band < MelSpectrogram.BANDS; band++) {
      for (int t = 0; t < frames; t++) {
        loudness[t] += values[band * frames + t];
      }
    }
    loudest.sort((a, b) -> Float.compare(loudness[b], loudness[a]));
    float[] spectrum = new float[MelSpectrogram.BANDS];
    float mean = 0;
    for (int band = 0; band < spectrum.length; band++) {
      for (int t : loudest.subList(0, 25)) {
        spectrum[band] += values[band * frames + t];
      }
      mean += spectrum[band] / spectrum.length;
    }
    for (int band = 0; band < spectrum.length; band++) {
      spectrum[band] -= mean;
    }
    return spectrum;
  }

  private static AudioTrack track(long seed, DrawnCategory voice, double seconds) {
    return AudioTrack.random(seed, voice, seconds);
  }

  private static double energy(float[] samples, double from, double to) {
    int start = Math.max(0, (int) (from * RATE));
    int end = Math.min(samples.length, (int) (to * RATE));
    double sum = 0;
    for (int i = start; i < end; i++) {
      sum += samples[i] * samples[i];
    }
    return sum / Math.max(1, end - start);
  }
}
