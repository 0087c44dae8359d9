package io.asva.media;

import io.asva.media.ClipSampling.WhenShort;
import io.asva.media.internal.MediaBoundary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads clips from a video file: exactly the frames that {@link ClipSampling} chooses, and the
 * audio beside them. It decodes from the key frame before a clip to the clip's end, and turns only
 * the chosen frames into pixels.
 *
 * <p>Times are on the file's axis, as {@link MediaFile} says; with {@link Protocol#REFERENCE} they
 * are the streams' own.
 *
 * <p>Immutable, so safe for use by many threads.
 *
 * @param file the video
 * @param sampling the shape of a clip
 * @param protocol whether the original's slips are reproduced
 */
public record ClipReader(MediaFile file, ClipSampling sampling, Protocol protocol) {
  private static final double MICROSECOND = 1e-6;
  private static final double EDGE = 0.0001; // the original moves a window's ends inwards

  /** A reader of the original's clips without its slips. */
  public static ClipReader of(MediaFile file) {
    return new ClipReader(file, ClipSampling.STANDARD, Protocol.CORRECTED);
  }

  /** The length in which clips may lie, as {@link MediaFile#seconds(Protocol)} says. */
  public double seconds() {
    return file.seconds(protocol);
  }

  /**
   * The frames of a clip.
   *
   * @param start where the clip begins, in seconds; may be negative
   * @throws MediaException if there are no images, none lies in the clip, or too few do and that is
   *     to fail
   */
  public List<Image> frames(double start, WhenShort whenShort) {
    return frames(start, whenShort, Function.identity());
  }

  /**
   * Reads the frames of a clip and applies a function to each; see {@link #frames(double,
   * WhenShort, Function, Consumer)}.
   */
  public <T> List<T> frames(double start, WhenShort whenShort, Function<Image, T> prepare) {
    return frames(start, whenShort, prepare, note -> {});
  }

  /**
   * The frames of a clip, each made into something else as soon as it is decoded, so that few
   * images are in memory at once. Slots that show the same frame hold the same object.
   *
   * @param start where the clip begins, in seconds; may be negative
   * @param prepare what is made of an image
   * @param notes is told where frames were held or repeated, and what the file is
   * @throws MediaException if there are no images, none lies in the clip, or too few do and that is
   *     to fail
   */
  public <T> List<T> frames(
      double start, WhenShort whenShort, Function<Image, T> prepare, Consumer<MediaNote> notes) {
    return taken(start, whenShort, frames -> prepare.apply(frames.image()), notes);
  }

  /**
   * The frames of a clip as {@link #frames(double, WhenShort, Function, Consumer)} takes them, each
   * lent for as long as something is made of it: all have their pixels in one array, so that a clip
   * of large frames takes the memory of one.
   *
   * @param start where the clip begins, in seconds; may be negative
   * @param prepare what is made of an image, which it must not keep
   * @param notes is told where frames were held or repeated, and what the file is
   * @throws MediaException if there are no images, none lies in the clip, or too few do and that is
   *     to fail
   */
  public <T> List<T> framesLent(
      double start, WhenShort whenShort, Function<Image, T> prepare, Consumer<MediaNote> notes) {
    return taken(start, whenShort, frames -> prepare.apply(frames.lent()), notes);
  }

  private <T> List<T> taken(
      double start, WhenShort whenShort, Function<VideoFrames, T> take, Consumer<MediaNote> notes) {
    file.imageNotes().forEach(notes);
    try {
      return protocol == Protocol.REFERENCE
          ? original(start, whenShort, take)
          : shown(start, whenShort, take, notes);
    } catch (MediaException e) {
      throw MediaBoundary.named(file.path(), e);
    }
  }

  /**
   * The same as {@link #framesLent} as the original's pair script takes frames: in its choice of
   * them it has no slip under either protocol.
   *
   * @param start where the clip begins, in seconds; may be negative
   * @param prepare what is made of an image, which it must not keep
   * @param notes is told where frames were held or repeated, and what the file is
   * @throws MediaException if there are no images, none lies in the clip, or too few do and that is
   *     to fail
   */
  public <T> List<T> framesOfPair(
      double start, WhenShort whenShort, Function<Image, T> prepare, Consumer<MediaNote> notes) {
    // Times are rounded to microseconds: a slot that is due so much earlier misses no frame.
    return framesLent(
        protocol == Protocol.REFERENCE ? start - MICROSECOND : start, whenShort, prepare, notes);
  }

  private <T> List<T> original(double start, WhenShort whenShort, Function<VideoFrames, T> take) {
    SlotSelector slots = sampling.slots(start);
    List<T> taken = new ArrayList<>();
    try (VideoFrames frames = file.frames(slots.begin(), protocol)) {
      while (!slots.finished() && frames.next()) {
        if (slots.offer(frames.time().roundedSeconds())) {
          taken.add(take.apply(frames));
        }
      }
    }
    slots.checkEnd(whenShort);
    while (taken.size() < sampling.frames()) {
      taken.add(taken.get(taken.size() - 1));
    }
    return taken;
  }

  private <T> List<T> shown(
      double start, WhenShort whenShort, Function<VideoFrames, T> take, Consumer<MediaNote> notes) {
    FrameRule rule = new FrameRule(file.framePeriod());
    HeldFrames held = new HeldFrames(file.path());
    List<T> taken = new ArrayList<>();
    int count = 0;
    try (VideoFrames frames = file.framesOnScreen(start)) {
      boolean fresh = frames.next();
      boolean any = fresh;
      for (int slot = 0; any && slot < sampling.frames(); slot++) {
        double due = sampling.due(start, slot);
        double shown = frames.time().roundedSeconds();
        OptionalDouble following = frames.following();
        while (following.isPresent() && rule.first(shown, following.getAsDouble(), due)) {
          frames.next();
          fresh = true;
          shown = frames.time().roundedSeconds();
          following = frames.following();
        }
        taken.add(fresh ? take.apply(frames) : taken.get(taken.size() - 1));
        boolean there = following.isPresent() || rule.lasts(shown, due);
        count += there ? 1 : 0;
        held.slot(fresh, shown, due, there, following.isPresent());
        fresh = false;
      }
    }
    ClipSampling.checkEnd(sampling, start, count, whenShort);
    held.tell(notes);
    return taken;
  }

  /** The audio of a clip; see {@link #audio(double, Consumer)}. */
  public Audio audio(double start) {
    return audio(start, note -> {});
  }

  /**
   * The audio of a clip at the file's own rate, from its first sample on, as {@link
   * MediaFile#audio(double, double, Protocol, Consumer)} says. Under the original's protocol it is
   * a little longer or shorter than the clip; the original cuts it centred after resampling.
   *
   * @param start where the clip begins, in seconds
   * @param notes is told what was filled or cut, and which of several audio tracks is taken
   * @throws MediaException if there is no audio
   */
  public Audio audio(double start, Consumer<MediaNote> notes) {
    file.audioNotes().forEach(notes);
    return file.audio(start, start + sampling.seconds(), protocol, notes);
  }

  /**
   * The audio of a clip as the classifier's reader takes it, which under the original's protocol
   * leaves out blocks that begin at the very edges of the clip.
   *
   * @param start where the clip begins, in seconds
   * @param notes is told what was filled or cut, and which of several audio tracks is taken
   * @throws MediaException if there is no audio
   */
  public Audio audioWithin(double start, Consumer<MediaNote> notes) {
    double edge = protocol == Protocol.REFERENCE ? EDGE : 0;
    file.audioNotes().forEach(notes);
    return file.audio(start + edge, start + sampling.seconds() - edge, protocol, notes);
  }

  /**
   * The frames of several clips as the classifier's reader takes them: for each slot the frame
   * nearest in time. Clips that share a frame share its image.
   *
   * @param starts where the clips begin, in seconds, rising
   * @throws MediaException if there are no images, or none lies in the clips
   */
  public List<List<Image>> nearestFrames(double... starts) {
    NearestFrames<Image> nearest = nearest(starts, VideoFrames::image, () -> {}, note -> {});
    return Arrays.stream(nearest.clips())
        .map(clip -> Arrays.stream(clip).mapToObj(nearest::frame).toList())
        .toList();
  }

  /**
   * The prepared frames of several clips.
   *
   * @param clips for each clip the numbers of its frames
   * @param frames what was made of each frame that is in a clip, by its number
   */
  @SuppressWarnings("ArrayRecordComponent") // a view for its reader; equality is by identity
  public record NearestFrames<T>(int[][] clips, Map<Integer, T> frames) {
    /** A prepared frame. */
    public T frame(int number) {
      return Objects.requireNonNull(frames.get(number));
    }
  }

  /**
   * The same with each frame lent, as {@link #framesLent} lends them, and made into something else
   * at once.
   *
   * @param starts where the clips begin, in seconds, rising
   * @param prepare what is made of an image, which it must not keep
   * @param goOn is asked at every frame, and throws what stops the work
   * @throws MediaException if there are no images, or none lies in the clips
   */
  public <T> NearestFrames<T> nearestFrames(
      double[] starts, Function<Image, T> prepare, Runnable goOn) {
    return nearestFrames(starts, prepare, goOn, note -> {});
  }

  /**
   * The same, and tells what was done.
   *
   * @param starts where the clips begin, in seconds, rising
   * @param prepare what is made of an image, which it must not keep
   * @param goOn is asked at every frame, and throws what stops the work
   * @param notes is told where frames were held or repeated, and what the file is
   * @throws MediaException if there are no images, or none lies in the clips
   */
  public <T> NearestFrames<T> nearestFrames(
      double[] starts, Function<Image, T> prepare, Runnable goOn, Consumer<MediaNote> notes) {
    return nearest(starts, frames -> prepare.apply(frames.lent()), goOn, notes);
  }

  private <T> NearestFrames<T> nearest(
      double[] starts, Function<VideoFrames, T> take, Runnable goOn, Consumer<MediaNote> notes) {
    file.imageNotes().forEach(notes);
    try {
      return new NearestFrameReader(file, sampling, protocol, starts, goOn).read(take, notes);
    } catch (MediaException e) {
      throw MediaBoundary.named(file.path(), e);
    }
  }
}
