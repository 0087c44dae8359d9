package io.asva.media;

import java.util.Arrays;
import java.util.Locale;

/**
 * Which decoded frames make up a clip, from the frames' times alone, as the original's readers
 * choose them.
 *
 * <p>Times are seconds rounded to microseconds ({@link Timestamp#roundedSeconds}), in rising order.
 * Immutable.
 *
 * @param frames frames in a clip
 * @param fps frames a second in a clip
 */
public record ClipSampling(int frames, double fps) {
  /** The original's clip: 12 frames at 6 a second. */
  public static final ClipSampling STANDARD = new ClipSampling(12, 6);

  /** The treatment of a video that ends before the clip does. */
  public enum WhenShort {
    /** The last frame is repeated, as the data set readers do. */
    REPEAT_LAST,
    /** It is an error, as in the pair script. */
    FAIL
  }

  private static final double EDGE = 0.0001;

  /**
   * Checks that there is something to take.
   *
   * @throws IllegalArgumentException if there is no frame, or the rate is not a positive number
   */
  public ClipSampling {
    if (frames < 1) {
      throw new IllegalArgumentException("a clip needs at least one frame, not " + frames);
    }
    if (!(fps > 0) || Double.isInfinite(fps)) {
      throw new IllegalArgumentException("the frame rate must be positive, not " + fps);
    }
  }

  /** Length of a clip in seconds. */
  public double seconds() {
    return frames / fps;
  }

  /**
   * Where clips begin that cover a file evenly: one is centred, several reach from the file's begin
   * to its end. Negative where the file is shorter than a clip.
   *
   * @param fileSeconds length of the file
   * @param clips number of clips
   */
  public double[] uniformStarts(double fileSeconds, int clips) {
    if (clips < 1) {
      throw new IllegalArgumentException("at least one clip is needed, not " + clips);
    }
    double last = fileSeconds - seconds();
    double[] starts = new double[clips];
    if (clips == 1) {
      starts[0] = last / 2;
      return starts;
    }
    double step = last / (clips - 1);
    for (int i = 0; i < clips; i++) {
      starts[i] = i * step;
    }
    starts[clips - 1] = last;
    return starts;
  }

  /**
   * Where clips begin that follow each other closely in the middle of a file.
   *
   * @param fileSeconds length of the file
   * @param clips number of clips
   * @param gap seconds from one clip's start to the next one's
   * @throws MediaException if the file is too short for them
   */
  public double[] compactStarts(double fileSeconds, int clips, double gap) {
    double last = fileSeconds - seconds();
    double span = (clips - 1) * gap;
    if (!(span <= last)) {
      throw new MediaException(
          clips
              + " clips at gaps of "
              + gap
              + " s need a file of "
              + (span + seconds())
              + " s, not "
              + fileSeconds
              + " s.");
    }
    double first = (last - span) / 2;
    double[] starts = new double[clips];
    for (int i = 0; i < clips; i++) {
      starts[i] = i * gap + first;
    }
    return starts;
  }

  /**
   * The frames of a clip as the data set reader (with {@link Protocol#REFERENCE}) or the pair
   * script (at start 0, {@link Protocol#CORRECTED}) takes them.
   *
   * @param times times of all decoded frames
   * @param start where the clip begins, in seconds
   * @return positions in {@code times}, as many as a clip has frames
   * @throws MediaException if no frame lies in the clip, or too few do and that is to fail
   */
  public int[] select(double[] times, double start, Protocol protocol, WhenShort whenShort) {
    return select(times, usualPeriod(times), start, protocol, whenShort);
  }

  /**
   * The same where it is known how far apart frames are.
   *
   * @param times times of all decoded frames
   * @param period seconds from one frame to the next where none is missing, as {@link
   *     MediaFile#framePeriod} says
   * @param start where the clip begins, in seconds
   * @return positions in {@code times}, as many as a clip has frames
   * @throws MediaException if no frame lies in the clip, or too few do and that is to fail
   */
  public int[] select(
      double[] times, double period, double start, Protocol protocol, WhenShort whenShort) {
    return protocol == Protocol.REFERENCE
        ? selectAsOriginal(times, start, whenShort)
        : selectShown(times, new FrameRule(period), start, whenShort);
  }

  private int[] selectAsOriginal(double[] times, double start, WhenShort whenShort) {
    SlotSelector slots = slots(start);
    int[] taken = new int[frames];
    int count = 0;
    for (int i = 0; i < times.length && !slots.finished(); i++) {
      if (slots.offer(times[i])) {
        taken[count++] = i;
      }
    }
    slots.checkEnd(whenShort);
    Arrays.fill(taken, count, frames, taken[Math.max(0, count - 1)]);
    return taken;
  }

  private int[] selectShown(double[] times, FrameRule rule, double start, WhenShort whenShort) {
    int[] taken = new int[frames];
    int shown = 0;
    int count = 0;
    for (int slot = 0; slot < frames; slot++) {
      double due = due(start, slot);
      while (shown + 1 < times.length && rule.first(times[shown], times[shown + 1], due)) {
        shown++;
      }
      taken[slot] = shown;
      boolean over = shown + 1 >= times.length;
      count += times.length > 0 && (!over || rule.lasts(times[shown], due)) ? 1 : 0;
    }
    checkEnd(this, start, count, whenShort);
    return taken;
  }

  /** When a slot of a clip is due, in seconds. */
  double due(double start, int slot) {
    return start + slot / fps;
  }

  /** The time between most neighbouring frames, in seconds. */
  private double usualPeriod(double[] times) {
    if (times.length < 2) {
      return 1 / fps;
    }
    double[] apart = new double[times.length - 1];
    for (int i = 0; i < apart.length; i++) {
      apart[i] = times[i + 1] - times[i];
    }
    Arrays.sort(apart);
    return apart[apart.length / 2];
  }

  /** Throws unless what was taken makes a clip. */
  static void checkEnd(ClipSampling clip, double start, int taken, WhenShort whenShort) {
    boolean fail = whenShort == WhenShort.FAIL && taken < clip.frames;
    if (taken == 0 || fail) {
      throw new MediaException(
          String.format(
              Locale.ROOT,
              "The video has %d of the %d frames of a clip that begins at %.3f s and lasts %.3f s.",
              taken,
              clip.frames,
              start,
              clip.seconds()));
    }
  }

  /** The original's choice for frames that come one by one. */
  SlotSelector slots(double start) {
    return new SlotSelector(this, start);
  }

  /**
   * The frames of several clips as the classifier's reader takes them: for each slot the nearest in
   * time, among the frames from the first clip's first slot to the last clip's last one.
   *
   * @param times times of all decoded frames
   * @param starts where the clips begin, in seconds, rising
   * @return positions in {@code times}, clips x frames
   * @throws MediaException if no frame lies in the window
   */
  public int[][] nearest(double[] times, double[] starts) {
    return nearest(times, Double.POSITIVE_INFINITY, starts);
  }

  /**
   * The same for a video in which frames may be missing: there the frame stands that is on the
   * screen, as if it came again a period apart until the next.
   *
   * @param times times of decoded frames, at least from the one on the screen when the first clip
   *     begins to the first after the last clip
   * @param period seconds from one frame to the next where none is missing; infinite for the
   *     original's choice
   * @param starts where the clips begin, in seconds, rising
   * @return positions in {@code times}, clips x frames
   * @throws MediaException if no frame lies in the window
   */
  public int[][] nearest(double[] times, double period, double[] starts) {
    FrameRule rule = new FrameRule(period);
    double from = slotTime(starts[0], 0);
    double to = slotTime(starts[starts.length - 1], frames - 1);
    int first = 0;
    while (first < times.length && times[first] < from) {
      first++;
    }
    int end = first;
    while (end < times.length && times[end] <= to) {
      end++;
    }
    if (Double.isFinite(period)) {
      // The first frame that lies in the window may be further from its begin than a frame lasts.
      boolean late = first > 0 && (first == times.length || times[first] - from > period);
      first -= late ? 1 : 0;
      end += first == end && first < times.length ? 1 : 0;
    }
    if (first == end) {
      throw new MediaException(
          "No frame has a time from " + from + " to " + to + " s, where the clips lie.");
    }
    int[][] result = new int[starts.length][frames];
    for (int clip = 0; clip < starts.length; clip++) {
      int shown = first;
      for (int slot = 0; slot < frames; slot++) {
        double due = slotTime(starts[clip], slot);
        while (shown + 1 < end && rule.nearest(times[shown], times[shown + 1], due)) {
          shown++;
        }
        result[clip][slot] = shown;
      }
    }
    return result;
  }

  /** Seconds at which a slot of a clip lies for the classifier's reader. */
  private double slotTime(double start, int slot) {
    double time = start + slot / fps;
    return slot == 0 ? time + EDGE : time;
  }
}
