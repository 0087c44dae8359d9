package io.asva.metrics.report;

/**
 * A slip of the reference, as {@link io.asva.media.Protocol} lists them; its published figures
 * contain those that concern figures.
 */
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
      "A frame counts as due a microsecond early."),
  /** Records of clips hold IA for IT. */
  Q7(
      "Records of single clips",
      "A clip's record holds IA's value under IT; the mean is IT's.",
      "A clip's record holds its own IT."),
  /** Colour tags are ignored. */
  Q8(
      "Colour tags",
      "Frames are turned to RGB by BT.601's coefficients, whatever the video says of its colours.",
      "Frames have the colours that the video says."),
  /** Rotation tags are ignored. */
  Q9(
      "Rotation tags",
      "Frames are taken as they are stored, even where the video says that they are turned.",
      "Frames are turned upright.");

  private final String title;
  private final String reproduced;
  private final String mended;

  Quirk(String title, String reproduced, String mended) {
    this.title = title;
    this.reproduced = reproduced;
    this.mended = mended;
  }

  /** Its title. */
  public String title() {
    return title;
  }

  /** The behaviour of the reference. */
  public String reproduced() {
    return reproduced;
  }

  /** The behaviour in its place. */
  public String mended() {
    return mended;
  }

  /** How evaluating treats it. */
  public Treatment treatment() {
    return switch (this) {
      case Q2 -> Treatment.NOT_MET;
      case Q3, Q4, Q5, Q6, Q8, Q9 -> Treatment.BY_PROTOCOL;
      case Q7 -> Treatment.ALWAYS_MENDED;
    };
  }

  /** The treatment of a slip in an evaluation. */
  public enum Treatment {
    /** It concerns training alone. */
    NOT_MET,
    /** It is reproduced where the protocol asks for it. */
    BY_PROTOCOL,
    /** It is mended under either protocol: no figure that is published contains it. */
    ALWAYS_MENDED
  }
}
