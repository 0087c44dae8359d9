package io.asva.core.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.tensor.FloatTensor;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  @ParameterizedTest
  @CsvSource({"44100,16000", "8000,16000", "16000,22050", "3,2", "7,5", "16001,16000", "2,48000"})
  void equalsTheWholeFilterWithoutSkippedTaps(int from, int to) {
    float[] input = new float[311];
    Random random = new Random(from);
    for (int i = 0; i < input.length; i++) {
      input[i] = random.nextFloat() * 2 - 1;
    }
    float[] actual = Resampler.of(from, to).resample(input);
    assertThat(actual).hasSize((int) Math.ceil((double) input.length * to / from));
    for (int n = 0; n < actual.length; n += 1 + actual.length / 500) {
      // awkward ratios reach single precision's limits for t; hence the wide margin there
      double margin = Math.max(from, to) > 1000 ? 2e-4 : 2e-6;
      assertThat((double) actual[n]).isCloseTo(naive(input, from, to, n), within(margin));
    }
  }

  private static double naive(float[] input, int from, int to, int n) {
    double cutoff = Math.min(from, to) * 0.99;
    double sum = 0;
    for (int i = 0; i < input.length; i++) {
      double t = ((double) i / from - (double) n / to) * cutoff;
      if (Math.abs(t) < 6) {
        double sinc = t == 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
        double window = Math.cos(Math.PI * t / 12);
        sum += input[i] * sinc * window * window * cutoff / from;
      }
    }
    return sum;
  }

  @Test
  void equalRatesChangeNothing() {
    FloatTensor waveform = FloatTensor.of(new float[] {1, 2, 3, 4}, 2, 2);
    assertThat(Resampler.of(16000, 16000).resample(waveform)).isSameAs(waveform);
  }

  @Test
  void channelsStayApart() {
    float[] samples = new float[2000];
    samples[500] = 1;
    FloatTensor result = Resampler.of(48000, 16000).resample(FloatTensor.of(samples, 2, 1000));
    assertThat(result.shape().dims()).containsExactly(2, 334);
    for (int i = 334; i < 668; i++) {
      assertThat(result.values()[i]).isZero();
    }
  }

  @Test
  void silenceOfNoLengthStaysSo() {
    assertThat(Resampler.of(44100, 16000).resample(new float[0])).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,16000", "-1,16000", "16000,0", "800000,16000"})
  void refusesRatesThatNoAudioHas(int from, int to) {
    assertThatThrownBy(() -> Resampler.of(from, to))
        .isInstanceOf(SignalException.class)
        .hasMessageContaining("must be in 1..768000 samples a second");
  }
}
