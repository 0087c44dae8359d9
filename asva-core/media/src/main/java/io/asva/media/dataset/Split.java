package io.asva.media.dataset;

/** A part of a data set. */
public enum Split {
  /** The training split: {@code train.txt}. */
  TRAIN("train"),
  /** The test split: {@code test.txt}. */
  TEST("test");

  private final String folder;

  Split(String folder) {
    this.folder = folder;
  }

  /** The name of its folder, and of its list without {@code .txt}. */
  String folder() {
    return folder;
  }

  /** The name of its list. */
  String list() {
    return folder + ".txt";
  }
}
