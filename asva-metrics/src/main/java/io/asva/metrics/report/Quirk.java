package io.asva.metrics.report;

/** A slip of the reference that its published figures contain. */
public enum Quirk {
  /** A file that fails is replaced by the next. */
  Q2(
      "Files that fail",
      "In training, a file that can't be loaded is silently replaced by the next one.",
      "A file that can't be loaded is an error, or is left out and listed."),
  /** IT's text is a folder's name. */
  Q3(
      "Text of IT",
      "IT compares frames with the name of the category's folder, underscores included.",
      "IT compares frames with the category's text."),
  /** Texts are in another order than videos. */
  Q4(
      "Order of categories",
      "Videos are sorted by name and their categories are not, so that an unsorted list pairs"
          + " clips with other videos' texts.",
      "Each clip is compared with its own category's text."),
  /** Inception normalises by the batch. */
  Q5(
      "Statistics of FID's network",
      "The Inception network normalises by the statistics of the frames it is given together,"
          + " those of one video or of one generated clip.",
      "The Inception network normalises by the statistics of its training."),
  /** Frames slip. */
  Q6(
      "Slipping frames",
      "Where a frame's time was rounded down to a microsecond the reader takes the frame after it;"
          + " so of a generated clip one frame is lost and the last stands twice.",
      "A frame counts as due a microsecond early.");

  private final String title;
  private final String reproduced;
  private final String mended;

  Quirk(String title, String reproduced, String mended) {
    this.title = title;
    this.reproduced = reproduced;
    this.mended = mended;
  }

  /** What it is about. */
  public String title() {
    return title;
  }

  /** What the reference does. */
  public String reproduced() {
    return reproduced;
  }

  /** What is done in its place. */
  public String mended() {
    return mended;
  }

  /** Whether evaluating meets it; one concerns training alone. */
  public boolean concernsEvaluation() {
    return this != Q2;
  }
}
