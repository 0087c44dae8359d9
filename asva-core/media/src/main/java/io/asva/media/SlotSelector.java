package io.asva.media;

/**
 * Takes or leaves decoded frames one by one until a clip is full, as the original's data set reader
 * does ({@link Protocol#REFERENCE}): each frame serves at most one slot, and is taken when its time
 * has reached the time at which the slot is due. There a time that was rounded down to a
 * microsecond misses its slot.
 */
final class SlotSelector {
  private final ClipSampling clip;
  private final double start;
  private final double begin;
  private final double end;
  private final double step;
  private double due;
  private int taken;
  private boolean past;

  SlotSelector(ClipSampling clip, double start) {
    this.clip = clip;
    this.start = start;
    this.begin = Math.max(start, 0);
    this.step = 1 / clip.fps();
    this.end = start + clip.seconds() + step / 2;
    this.due = start;
  }

  /** The time before which no frame is of use. */
  double begin() {
    return begin;
  }

  /** Whether the clip is full, or a frame beyond its end was seen. */
  boolean finished() {
    return past || taken == clip.frames();
  }

  /** Whether the next frame, at this time, belongs to the clip. */
  boolean offer(double time) {
    if (time < begin()) {
      return false;
    }
    if (time > end) {
      past = true;
      return false;
    }
    if (time < due) {
      return false;
    }
    // Accumulated and not multiplied, because the original's rounding errors accumulate.
    due += step;
    taken++;
    return true;
  }

  /** Throws unless what was taken makes a clip. */
  void checkEnd(ClipSampling.WhenShort whenShort) {
    ClipSampling.checkEnd(clip, start, taken, whenShort);
  }
}
