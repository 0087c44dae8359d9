package io.asva.media.internal;

import io.asva.media.Sound;
import java.util.Random;

/** A sound in which every moment is like no other: short bursts of noise at irregular times. */
final class TimedSound {
  private static final int BURSTS_PER_SECOND = 16;

  private TimedSound() {}

  static Sound of(int rate, int channels, double seconds) {
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
    return limited(new Sound(rate, all));
  }

  private static Sound limited(Sound sound) {
    for (int i = 0; i < sound.length(); i++) {
      sound.samples()[0][i] = Math.max(-0.95f, Math.min(0.95f, sound.samples()[0][i]));
    }
    return sound;
  }

  /**
   * How like two pieces are where one is moved by up to some samples: the best correlation.
   *
   * @param heard a piece
   * @param from its first sample that counts
   * @param to the one after its last
   * @param sound the sound
   * @param at the sample of the sound that the piece's sample 0 should be
   */
  static double likeness(float[] heard, int from, int to, float[] sound, int at, int slack) {
    double best = 0;
    for (int move = -slack; move <= slack; move++) {
      double product = 0;
      double left = 0;
      double right = 0;
      for (int i = from; i < to; i++) {
        double a = heard[i];
        double b = sound[at + i + move];
        product += a * b;
        left += a * a;
        right += b * b;
      }
      best = Math.max(best, product / Math.sqrt(left * right + 1e-12));
    }
    return best;
  }
}
