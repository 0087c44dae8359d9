package io.asva.metrics.similarity;

import io.asva.core.tensor.FloatTensor;
import io.asva.metrics.MetricsException;
import java.util.ArrayList;
import java.util.List;

/**
 * How similar the frames of a clip are to audio (IA) or a text (IT): cosines of ImageBind's
 * embeddings, from which lengths, and so logit scales, are divided out.
 *
 * @param cosines one a frame, -1 to 1
 */
public record FrameSimilarity(List<Double> cosines) {

  /**
   * Copies the list.
   *
   * @throws MetricsException if there is no frame
   */
  public FrameSimilarity {
    cosines = List.copyOf(cosines);
    if (cosines.isEmpty()) {
      throw new MetricsException("A similarity needs at least one frame; there are none.");
    }
  }

  /**
   * Compares the frames of a clip with audio or a text.
   *
   * @param frames embeddings (n, embedding)
   * @param other an embedding (1, embedding)
   * @throws MetricsException if the shapes don't fit, or an embedding has no direction: it is zero
   *     or holds what is not a number
   */
  public static FrameSimilarity of(FloatTensor frames, FloatTensor other) {
    if (frames.shape().rank() != 2 || !frames.shape().with(0, 1).equals(other.shape())) {
      throw new MetricsException(
          "Embeddings of frames "
              + frames.shape()
              + " and of one other "
              + other.shape()
              + " can't be compared; expected (n, embedding) and (1, embedding).");
    }
    double length = length("the audio or text", other.values());
    List<Double> cosines = new ArrayList<>();
    for (int i = 0; i < frames.shape().dim(0); i++) {
      float[] frame = frames.row(i).values();
      double dot = 0;
      for (int k = 0; k < frame.length; k++) {
        dot += (double) frame[k] * other.values()[k];
      }
      cosines.add(dot / (length * length("frame " + i, frame)));
    }
    return new FrameSimilarity(cosines);
  }

  private static double length(String what, float[] embedding) {
    double squares = 0;
    for (float value : embedding) {
      squares += (double) value * value;
    }
    if (!(squares > 0) || Double.isInfinite(squares)) {
      throw new MetricsException(
          "The embedding of "
              + what
              + " has a length of "
              + Math.sqrt(squares)
              + "; ImageBind's weights, or what was embedded, are broken.");
    }
    return Math.sqrt(squares);
  }

  /** The cosine of the first frame, which is given and not made. */
  public double first() {
    return cosines.get(0);
  }

  /** The cosines of the frames after the first. */
  public List<Double> afterFirst() {
    return cosines.subList(1, cosines.size());
  }

  /**
   * IA or IT of the clip: the mean over the frames after the first.
   *
   * @throws MetricsException if there is none
   */
  public double mean() {
    return afterFirst().stream()
        .mapToDouble(cosine -> cosine)
        .average()
        .orElseThrow(
            () ->
                new MetricsException(
                    "IA and IT are means over the frames after the first; the clip has one frame."));
  }
}
