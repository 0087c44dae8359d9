package io.asva.core.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingStreamTest {
  @ParameterizedTest
  @CsvSource({
    "44100, 22050",
    "48000, 22050",
    "22050, 22050",
    "8000, 22050",
    "44101, 16000",
    "16000, 44100"
  })
  void piecesGiveWhatTheWholeGivesToTheBit(int from, int to) {
    Resampler resampler = Resampler.of(from, to);
    Random random = new Random(from + to);
    for (int length : new int[] {0, 1, 7, 1024, 44_100, 300_001}) {
      float[] audio = new float[length];
      for (int i = 0; i < length; i++) {
        audio[i] = random.nextFloat() - 0.5f;
      }
      ResamplingStream stream = resampler.stream();
      float[] result = new float[0];
      for (int at = 0; at < length; ) {
        int next = Math.min(length, at + random.nextInt(5000));
        result = joined(result, stream.put(Arrays.copyOfRange(audio, at, next)));
        at = next;
      }
      result = joined(result, stream.end());
      assertThat(result).as("%d samples", length).isEqualTo(resampler.resample(audio));
    }
  }

  private static float[] joined(float[] first, float[] second) {
    float[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
