package io.asva.sync.training;

import io.asva.core.tensor.FloatTensor;

/**
 * How often the best score is that of the right clip.
 *
 * @param audioToVideo the share of audio that score highest with their own image
 * @param videoToAudio the share of images that score highest with their own audio
 */
public record Matches(double audioToVideo, double videoToAudio) {

  /**
   * Counts.
   *
   * @param logits (videos, audio clips, images), as many audio clips as images
   */
  public static Matches of(FloatTensor logits) {
    int n = logits.shape().dim(1);
    int videos = logits.shape().dim(0);
    int audios = 0;
    int images = 0;
    for (int video = 0; video < videos; video++) {
      int at = video * n * n;
      for (int i = 0; i < n; i++) {
        audios += best(logits.values(), at + i * n, 1, n) == i ? 1 : 0;
        images += best(logits.values(), at + i, n, n) == i ? 1 : 0;
      }
    }
    double all = (double) videos * n;
    return new Matches(audios / all, images / all);
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
