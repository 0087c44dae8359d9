package io.asva.core.dataset;

/** A part of a data set. */
public enum Split {
  /** What is trained on: {@code train.txt}. */
  TRAIN("train"),
  /** What is tested on: {@code test.txt}. */
  TEST("test");

  private final String folder;

  Split(String folder) {
    this.folder = folder;
  }

  /** What its folder is called, and its list without {@code .txt}. */
  String folder() {
    return folder;
  }

  /** The name of its list. */
  String list() {
    return folder + ".txt";
  }
}
