package io.asva.core.media;

import java.util.Locale;

/**
 * Takes or leaves decoded frames one by one until a clip is full: each frame serves at most one
 * slot, and is taken when its time has reached the time at which the slot is due.
 */
final class SlotSelector {
  private static final double SLACK = 1e-6; // times are rounded to microseconds

  private final ClipSampling clip;
  private final double start;
  private final double begin;
  private final double end;
  private final double step;
  private final double slack;
  private double due;
  private int taken;
  private boolean past;

  SlotSelector(ClipSampling clip, double start, Protocol protocol) {
    this.clip = clip;
    this.start = start;
    this.begin = Math.max(start, 0);
    this.step = 1 / clip.fps();
    this.end = start + clip.seconds() + step / 2;
    this.slack = protocol == Protocol.REFERENCE ? 0 : SLACK;
    this.due = start;
  }

  /** The time before which no frame is of use. */
  double begin() {
    return begin - slack;
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
    if (time + slack < due) {
      return false;
    }
    // Accumulated and not multiplied, because the original's rounding errors accumulate.
    due += step;
    taken++;
    return true;
  }

  /** Throws unless what was taken makes a clip. */
  void checkEnd(ClipSampling.WhenShort whenShort) {
    boolean fail = whenShort == ClipSampling.WhenShort.FAIL && taken < clip.frames();
    if (taken == 0 || fail) {
      throw new MediaException(
          String.format(
              Locale.ROOT,
              "The video has %d of the %d frames of a clip that begins at %.3f s and lasts %.3f s.",
              taken,
              clip.frames(),
              start,
              clip.seconds()));
    }
  }
}
