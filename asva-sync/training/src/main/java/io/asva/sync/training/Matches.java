package io.asva.sync.training;

import io.asva.core.tensor.FloatTensor;

/**
 * How often the best score is that of the right clip.
 *
 * @param audioToVideo the share of sounds that score highest with their own picture
 * @param videoToAudio the share of pictures that score highest with their own sound
 */
public record Matches(double audioToVideo, double videoToAudio) {

  /**
   * Counts.
   *
   * @param logits (videos, sounds, pictures), as many sounds as pictures
   */
  public static Matches of(FloatTensor logits) {
    int n = logits.shape().dim(1);
    int videos = logits.shape().dim(0);
    int sounds = 0;
    int pictures = 0;
    for (int video = 0; video < videos; video++) {
      int at = video * n * n;
      for (int i = 0; i < n; i++) {
        sounds += best(logits.values(), at + i * n, 1, n) == i ? 1 : 0;
        pictures += best(logits.values(), at + i, n, n) == i ? 1 : 0;
      }
    }
    double all = (double) videos * n;
    return new Matches(sounds / all, pictures / all);
  }

  /** The position of the largest of n values; the first of several. */
  private static int best(float[] values, int from, int stride, int n) {
    int best = 0;
    for (int i = 1; i < n; i++) {
      best = values[from + i * stride] > values[from + best * stride] ? i : best;
    }
    return best;
  }
}
