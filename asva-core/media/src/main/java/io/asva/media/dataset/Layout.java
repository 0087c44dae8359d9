package io.asva.media.dataset;

/** How a data set's folder is arranged; each is named after the published data set that has it. */
public enum Layout {
  /** {@code videos/<category>/}, lists, {@code class_mapping.json}, encodings of texts. */
  AVSYNC15,
  /** The same with {@code videos/train/<category>/} and {@code videos/test/<category>/}. */
  LANDSCAPES,
  /** {@code videos/}, lists, and the encoding of one category for all videos. */
  THE_GREATEST_HITS,
  /** {@code videos/} and lists alone. */
  VGGSS,
  /** A folder of videos without lists, with or without a folder for each category. */
  FOLDER;

  /** Whether lists say which videos belong to a split; without, all videos are of each split. */
  public boolean hasLists() {
    return this != FOLDER;
  }
}
