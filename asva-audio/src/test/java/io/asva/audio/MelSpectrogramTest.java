package io.asva.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

class MelSpectrogramTest {
  @Test
  void aToneIsLoudestInItsBand() {
    float[] mel = MelSpectrogram.of(tone(1000, 32_000)).values();
    int loudest = 0;
    for (int band = 0; band < 128; band++) {
      if (mel[band * 204 + 100] > mel[loudest * 204 + 100]) {
        loudest = band;
      }
    }
    // 1000 Hz is mel 1000; bands are 21.8 mel apart, the first centred at 53.6.
    assertThat(loudest).isBetween(42, 44);
  }

  @Test
  void onlyTheMiddleOfALongAudioCounts() {
    float[] samples = new float[96_000];
    System.arraycopy(tone(440, 32_000).values(), 0, samples, 32_000, 32_000);
    FloatTensor whole = MelSpectrogram.of(FloatTensor.of(samples, 1, 96_000));
    assertThat(whole.values()).containsExactly(MelSpectrogram.of(tone(440, 32_000)).values());
  }

  @Test
  void theAudioStaysAsItWas() {
    FloatTensor audio = tone(300, 8000);
    float[] before = audio.values().clone();
    MelSpectrogram.of(audio);
    assertThat(audio.values()).containsExactly(before);
  }

  @Test
  void noAudioIsZeroAndNotWhatSilenceGives() {
    assertThat(MelSpectrogram.none().values()).hasSize(128 * 204).containsOnly(0);
    assertThat(MelSpectrogram.of(FloatTensor.zeros(1, 32_000)).values()[0]).isLessThan(-1);
  }

  @Test
  void refusesLessThanAFrame() {
    assertThatThrownBy(() -> MelSpectrogram.of(FloatTensor.zeros(1, 399)))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("399 samples")
        .hasMessageContaining("400 (25 ms)");
    assertThat(MelSpectrogram.of(FloatTensor.zeros(1, 400)).shape().dims())
        .containsExactly(1, 128, 204);
  }

  @Test
  void refusesWhatIsNoWaveform() {
    assertThatThrownBy(() -> MelSpectrogram.of(FloatTensor.zeros(32_000)))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("(channels, samples)")
        .hasMessageContaining("32000");
    FloatTensor broken = tone(440, 8000);
    broken.values()[77] = Float.NaN;
    assertThatThrownBy(() -> MelSpectrogram.of(broken))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("not finite");
    FloatTensor huge = tone(440, 8000);
    huge.values()[77] = 3e38f;
    assertThatThrownBy(() -> MelSpectrogram.of(huge))
        .isInstanceOf(AudioException.class)
        .hasMessageStartingWith("The audio holds a sample of ")
        .hasMessageContaining("E38, from which no spectrogram can be computed");
  }

  private static FloatTensor tone(double frequency, int samples) {
    float[] values = new float[samples];
    for (int i = 0; i < samples; i++) {
      values[i] = (float) (0.5 * Math.sin(2 * Math.PI * frequency * i / 16_000));
    }
    return FloatTensor.of(values, 1, samples);
  }
}
