package io.asva.media.dataset;

/** A use of a data set's videos, with the requirements that it makes of them. */
public enum VideoUse {
  /** To animate, to evaluate animations, to train on: clips of 2 s. Shorter ones are filled up. */
  CLIPS("2 s clips", 2, 0),
  /** To evaluate the classifier of synchrony: 31 clips of 2 s at gaps of 0.04 s, 12 frames a s. */
  SYNC_EVALUATION("the classifier's evaluation", 2 + 30 * 0.04, 12),
  /** To train that classifier: 21 clips of 2 s at gaps of 0.2 s, 12 frames a second. */
  SYNC_TRAINING("the classifier's training", 2 + 20 * 0.2, 12);

  /** A block of AAC, by which audio may end before images; clips are filled up by so much. */
  private static final double BLOCK = 1024 / 40_000.0;

  private static final double ROUNDING = 1e-3;

  private final String label;
  private final double seconds;
  private final double fps;

  VideoUse(String label, double seconds, double fps) {
    this.label = label;
    this.seconds = seconds;
    this.fps = fps;
  }

  /** The published use of a split's videos. */
  public static VideoUse of(Layout layout, Split split) {
    return switch (layout) {
      case AVSYNC15, LANDSCAPES, THE_GREATEST_HITS, FOLDER -> CLIPS;
      case VGGSS -> split == Split.TEST ? SYNC_EVALUATION : SYNC_TRAINING;
    };
  }

  /** In words, as it follows "for". */
  public String label() {
    return label;
  }

  /** The least length in seconds. */
  public double seconds() {
    return seconds;
  }

  /** The least number of frames a second; 0 if any will do. */
  public double fps() {
    return fps;
  }

  /** Whether a length suffices. */
  boolean isLongEnough(double length) {
    return length >= seconds - (this == CLIPS ? BLOCK : 0);
  }

  /** Whether a frame rate suffices. */
  boolean isFastEnough(double rate) {
    return rate >= fps - ROUNDING;
  }
}
