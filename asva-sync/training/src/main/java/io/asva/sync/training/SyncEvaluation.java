package io.asva.sync.training;

import io.asva.core.tensor.FloatTensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** Averages of loss and accuracy over videos. Not safe for use by many threads. */
final class SyncEvaluation {
  private final double tau;
  private int videos;
  private double audioLoss;
  private double imageLoss;
  private double audioMatches;
  private double imageMatches;

  SyncEvaluation(double tau) {
    this.tau = tau;
  }

  int videos() {
    return videos;
  }

  /** Adds a video's scores, (audio clips, images). */
  void add(FloatTensor logits) {
    int n = logits.shape().dim(0);
    for (int i = 0; i < n; i++) {
      audioLoss += crossEntropy(logits.values(), i * n, 1, n, i) / n;
      imageLoss += crossEntropy(logits.values(), i, n, n, i) / n;
    }
    Matches matches = Matches.of(logits.reshape(1, n, n));
    audioMatches += matches.audioToVideo();
    imageMatches += matches.videoToAudio();
    videos++;
  }

  private double crossEntropy(float[] logits, int from, int stride, int n, int right) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, logits[from + i * stride] / tau);
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.exp(logits[from + i * stride] / tau - largest);
    }
    return Math.log(sum) + largest - logits[from + right * stride] / tau;
  }

  /** The averages; none where there was no video. */
  Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    if (videos > 0) {
      figures.put("test_loss", (audioLoss + imageLoss) / 2 / videos);
      figures.put("test_av_loss", audioLoss / videos);
      figures.put("test_va_loss", imageLoss / videos);
      figures.put("test_av_acc", audioMatches / videos);
      figures.put("test_va_acc", imageMatches / videos);
    }
    return figures;
  }
}
