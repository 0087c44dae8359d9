package io.asva.media.internal;

/**
 * A file of known images and known audio, and with it what a player makes of it.
 *
 * <p>Times of the content are those of its first image if none is left out. A lossy codec puts some
 * samples of its own before the audio, and the axis begins with them where no edit list cuts them
 * off.
 *
 * @param format container and codecs
 * @param start when the content begins in the file, in seconds
 * @param offset by how much the audio is later than the images, in seconds
 * @param images which images there are
 * @param gapFrom where audio begins to be missing, in seconds of the content
 * @param gapTo where audio is there again; {@code gapFrom} where nothing is missing
 * @param piped whether the file doesn't say how long it is
 */
record Recipe(
    Format format,
    double start,
    double offset,
    NumberedImages images,
    double gapFrom,
    double gapTo,
    boolean piped) {
  /**
   * Container and codecs.
   *
   * @param ending of the file's name
   * @param muxer FFmpeg's name of the container
   * @param video the images' encoder
   * @param audio the audio's encoder
   * @param block samples in a block where the codec lets one choose
   * @param lead samples that the codec puts before the audio
   * @param times how the container keeps times
   */
  record Format(
      String ending, String muxer, String video, String audio, int block, int lead, Times times) {
    int rate() {
      return ending.equals("flv") ? 44_100 : 48_000;
    }
  }

  /** How a container keeps times. */
  enum Times {
    /** Times below 0 are moved to 0, with all others. */
    MOVED,
    /** An edit list cuts what lies below 0. */
    EDITED,
    /** Each track begins at 0. */
    NONE
  }

  private double audioBegin() {
    double lead = (double) format.lead() / format.rate();
    return switch (format.times()) {
      case MOVED -> offset - lead;
      case EDITED -> Math.max(-start, offset - lead);
      case NONE -> 0;
    };
  }

  /** Where the axis begins, in the content's time. */
  double zero() {
    double imagesBegin = (double) images.first() / images.fps();
    return Math.min(imagesBegin, audioBegin());
  }

  /** Seconds of the audio that an edit list cuts; a block in which it cuts may be lost whole. */
  double cut() {
    return format.times() == Times.EDITED ? Math.max(0, -start - offset) : 0;
  }

  /** When a sample of the audio is heard, in seconds on the axis. */
  double heard(int sample) {
    double lead = format.times() == Times.NONE ? (double) format.lead() / format.rate() : 0;
    return (double) sample / format.rate() + offset + lead - zero();
  }

  @Override
  public String toString() {
    return format.ending()
        + " "
        + format.video()
        + " "
        + format.audio()
        + (format.block() >= 20_000 ? " in blocks of " + format.block() : "")
        + " start "
        + start
        + " offset "
        + offset
        + (images.first() > 0 ? " images late" : "")
        + (images.missingTo() > images.missingFrom() ? " frames missing" : "")
        + (gapTo > gapFrom ? " gap" : "")
        + (piped ? " piped" : "");
  }
}
