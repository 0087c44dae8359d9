package io.asva.metrics.result;

/** A metric that each clip has a score in, in the order in which the reference writes them. */
public enum ClipMetric {
  /** Similarity of frames and audio. */
  IA("IA"),
  /** Similarity of frames and text. */
  IT("IT"),
  /** Synchrony relative to the ground truth. */
  REL_SYNC("RelSync"),
  /** Synchrony times alignment, relative to the ground truth. */
  ALIGN_SYNC("AlignSync"),
  /** Onsets of audio against peaks of motion, which the reference doesn't measure. */
  AV_ALIGN("AVAlign");

  private final String key;

  ClipMetric(String key) {
    this.key = key;
  }

  /** Its name in {@code eval_result.json}. */
  public String key() {
    return key;
  }
}
