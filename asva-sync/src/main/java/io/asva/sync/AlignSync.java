package io.asva.sync;

import java.util.List;

/**
 * How well a video is in sync with its audio and still shows what sounds: RelSync times the mean
 * over frames of a softmax's second part, over the similarity of audio and image in the reference's
 * first frame and in the frame itself. A still clip that is its own reference has exactly 0.25.
 *
 * @param value 0 to 1; higher is better. Published tables show it times 100
 * @param relSync the part that is about time
 * @param referenceSimilarity cosine of the audio and the reference's first frame
 * @param similarities cosines of the audio and the frames after the first
 * @param notes what a user should know of it
 */
public record AlignSync(
    double value,
    RelSync relSync,
    double referenceSimilarity,
    List<Double> similarities,
    List<String> notes) {

  /** Copies the lists. */
  public AlignSync {
    similarities = List.copyOf(similarities);
    notes = List.copyOf(notes);
  }

  /** The same with other notes. */
  public AlignSync withNotes(List<String> others) {
    return new AlignSync(value, relSync, referenceSimilarity, similarities, others);
  }

  /**
   * Combines the parts.
   *
   * @param referenceSimilarity cosine of the audio and the reference's first frame
   * @param similarities cosines of the audio and the frames after the first
   * @throws SyncException if there is no frame, or a similarity is not a finite number
   */
  public static AlignSync of(
      RelSync relSync, double referenceSimilarity, List<Double> similarities) {
    if (similarities.isEmpty()) {
      throw new SyncException("AlignSync needs a frame after the first; the clip has none.");
    }
    Finite.require("the similarity of the audio and the reference's frame", referenceSimilarity);
    double sum = 0;
    for (double similarity : similarities) {
      Finite.require("the similarity of the audio and a frame", similarity);
      sum += Softmax.second(referenceSimilarity, similarity);
    }
    double value = relSync.value() * (sum / similarities.size());
    return new AlignSync(value, relSync, referenceSimilarity, similarities, List.of());
  }
}
