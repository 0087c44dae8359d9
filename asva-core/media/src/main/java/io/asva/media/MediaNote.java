package io.asva.media;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that was done to a file's images or audio so that they lie on one time axis, which its
 * owner may want to know.
 *
 * @param kind what was done
 * @param text the same as a sentence that names the file
 */
public record MediaNote(Kind kind, String text) {
  /** The kind of a change that was made while reading a file. */
  public enum Kind {
    /** Of several audio tracks one was taken. */
    TRACK_CHOSEN("one of several audio tracks is taken"),
    /** The frames are made of two fields each, and were taken whole. */
    INTERLACED("frames are interlaced"),
    /** The audio begins later than the part that is read: silence stands before it. */
    SILENCE_BEFORE_AUDIO("silence stands before a late audio"),
    /** The audio has gaps, which were filled with silence. */
    GAP_FILLED("gaps in the audio are filled with silence"),
    /** Blocks of audio overlap: what came again was cut. */
    OVERLAP_CUT("audio that comes twice is heard once"),
    /** The audio ends before the part that is read: the rest is blank. */
    AUDIO_ENDS("the audio ends early"),
    /** The images begin later than the part that is read: the first frame stands for them. */
    FIRST_FRAME_HELD("the first frame stands for those before it"),
    /** The video is shorter than a clip, which is taken from its start. */
    SHORTER_THAN_A_CLIP("the video is shorter than a clip"),
    /** Frames are missing: the one before them stayed on the screen. */
    FRAME_HELD("frames are missing, and the ones before them stay"),
    /** The images end before the part that is read: the last frame stands for the rest. */
    LAST_FRAME_REPEATED("the images end early, and the last frame stays");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The change, in words. */
    public String label() {
      return label;
    }

    /** The kind of a name in JSON. */
    public static Optional<Kind> of(String key) {
      return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }

    /** The name in JSON: {@code gap_filled}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A note on a file.
   *
   * @param format of the text behind the file's name, as {@link String#format} takes it
   */
  public static MediaNote of(Kind kind, Path file, String format, Object... values) {
    return new MediaNote(kind, file + String.format(Locale.ROOT, format, values));
  }

  @Override
  public String toString() {
    return text;
  }
}
