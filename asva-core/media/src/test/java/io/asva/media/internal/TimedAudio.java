package io.asva.media.internal;

import io.asva.media.Audio;
import java.util.Random;

/** Audio in which every moment is like no other: short bursts of noise at irregular times. */
final class TimedAudio {
  private static final int BURSTS_PER_SECOND = 16;

  private TimedAudio() {}

  static Audio of(int rate, int channels, double seconds) {
    Random random = new Random(7);
    float[] samples = new float[(int) (rate * seconds)];
    for (int i = 0; i < samples.length; i++) {
      double t = (double) i / rate;
      samples[i] = (float) (0.1 * Math.sin(2 * Math.PI * (300 * t + 150 * t * t)));
    }
    for (int burst = 0; burst < seconds * BURSTS_PER_SECOND; burst++) {
      int at = random.nextInt(samples.length);
      int length = Math.min(rate / 200, samples.length - at);
      double tone = 800 + 2500 * random.nextDouble();
      for (int i = 0; i < length; i++) {
        double fade = Math.sin(Math.PI * i / length);
        samples[at + i] += (float) (0.7 * fade * Math.sin(2 * Math.PI * tone * i / rate));
      }
    }
    float[][] all = new float[channels][];
    for (int c = 0; c < channels; c++) {
      all[c] = samples;
    }
    return limited(new Audio(rate, all));
  }

  private static Audio limited(Audio audio) {
    for (int i = 0; i < audio.length(); i++) {
      audio.samples()[0][i] = Math.max(-0.95f, Math.min(0.95f, audio.samples()[0][i]));
    }
    return audio;
  }

  /**
   * How like two pieces are where one is moved by up to some samples: the best correlation.
   *
   * @param heard a piece
   * @param from its first sample that counts
   * @param to the one after its last
   * @param audio the audio
   * @param at the sample of the audio that the piece's sample 0 should be
   */
  static double likeness(float[] heard, int from, int to, float[] audio, int at, int slack) {
    double best = 0;
    for (int move = -slack; move <= slack; move++) {
      double product = 0;
      double left = 0;
      double right = 0;
      for (int i = from; i < to; i++) {
        double a = heard[i];
        double b = audio[at + i + move];
        product += a * b;
        left += a * a;
        right += b * b;
      }
      best = Math.max(best, product / Math.sqrt(left * right + 1e-12));
    }
    return best;
  }
}
