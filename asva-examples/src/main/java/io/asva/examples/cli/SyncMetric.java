package io.asva.examples.cli;

/** The metrics of the reference's pair script, by its names. */
enum SyncMetric {
  /** RelSync, and that the frames show what sounds. */
  ALIGNSYNC("alignsync"),
  /** In sync compared with a reference. */
  RELSYNC("relsync"),
  /** The classifier's logit. */
  AVSYNC_SCORE("avsync_score");

  private final String word;

  SyncMetric(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
