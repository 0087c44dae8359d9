package io.asva.core.media;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Something that was done to a file's pictures or sound so that they lie on one time axis, which
 * its owner may want to know.
 *
 * @param kind what was done
 * @param text the same as a sentence that names the file
 */
public record MediaNote(Kind kind, String text) {
  /** What can be done to a file. */
  public enum Kind {
    /** Of several sound tracks one was taken. */
    TRACK_CHOSEN,
    /** The frames are made of two fields each, and were taken whole. */
    INTERLACED,
    /** The sound begins later than the part that is read: silence stands before it. */
    SILENCE_BEFORE_SOUND,
    /** The sound has gaps, which were filled with silence. */
    GAP_FILLED,
    /** Blocks of sound overlap: what came again was cut. */
    OVERLAP_CUT,
    /** The pictures begin later than the part that is read: the first frame stands for them. */
    FIRST_FRAME_HELD,
    /** Frames are missing: the one before them stayed on the screen. */
    FRAME_HELD,
    /** The pictures end before the part that is read: the last frame stands for the rest. */
    LAST_FRAME_REPEATED
  }

  static MediaNote of(Kind kind, Path file, String format, Object... values) {
    return new MediaNote(kind, file + String.format(Locale.ROOT, format, values));
  }

  @Override
  public String toString() {
    return text;
  }
}
