package io.asva.media;

import java.util.function.Consumer;

/**
 * Looks at the times of a file's frames, one after the other, for what a reader of clips has to do
 * about them.
 *
 * <p>For one thread at a time.
 */
public final class FrameNotes {
  /** Longer than this a frame stands for others even in the original's clips. */
  private static final double SLOT = 1 / ClipSampling.STANDARD.fps();

  private final MediaFile file;
  private final FrameRule rule;
  private double first = Double.NaN;
  private double last;
  private int gaps;

  /** For the frames of a file. */
  public FrameNotes(MediaFile file) {
    this.file = file;
    this.rule = new FrameRule(file.framePeriod());
  }

  /** Looks at a frame; its time in seconds. */
  public void frame(double time) {
    if (Double.isNaN(first)) {
      first = time;
    } else if (rule.isGap(last, time) && time - last > SLOT + FrameRule.SLACK) {
      gaps++;
    }
    last = time;
  }

  /** When the last frame that was looked at ends, in seconds; 0 where there was none. */
  public double end() {
    return Double.isNaN(first) ? 0 : last + file.framePeriod();
  }

  /** Tells what was found, once all frames were looked at. */
  public void tell(Consumer<MediaNote> notes) {
    if (first >= Shortfall.USUAL) {
      notes.accept(
          MediaNote.of(
              MediaNote.Kind.FIRST_FRAME_HELD,
              file.path(),
              " has its first frame at %.2f s: it stands for what comes before.",
              first));
    }
    if (gaps > 0) {
      notes.accept(
          MediaNote.of(
              MediaNote.Kind.FRAME_HELD,
              file.path(),
              " lacks frames in %d places: the one before stays on the screen.",
              gaps));
    }
  }
}
