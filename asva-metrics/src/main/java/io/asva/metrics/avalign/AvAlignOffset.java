package io.asva.metrics.avalign;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ProgressMonitor;
import io.asva.media.Audio;
import io.asva.media.FrameNotes;
import io.asva.media.Image;
import io.asva.media.MediaException;
import io.asva.media.MediaFile;
import io.asva.media.MediaLimits;
import io.asva.media.MediaNote;
import io.asva.media.MediaNotes;
import io.asva.media.Video;
import io.asva.media.VideoFrames;
import io.asva.media.VideoTrack;
import io.asva.metrics.MetricsException;
import io.asva.sync.OffsetSearch;
import io.asva.sync.SyncOffset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/**
 * The shift between audio and image found by AV-Align alone: the one at which most onsets of the
 * audio meet a peak of motion. It needs no weights, but a video in which things move abruptly when
 * they sound, at irregular times.
 *
 * <p>An onset and a peak meet up to a frame away from each other, so the best score is shared by
 * neighbouring shifts, whose middle is taken; it is right to within a video frame.
 *
 * <p>Stateless.
 */
public final class AvAlignOffset {
  /** Every hundredth of a second up to two seconds. Clips play no part: all of a video is used. */
  public static final OffsetSearch STANDARD = new OffsetSearch(2, 0.01, 1);

  private static final String STAGE = "measuring motion";

  private AvAlignOffset() {}

  /**
   * Finds the shift between the audio of one file and the images of another, or of the same.
   *
   * @param search which shifts are tried
   * @param monitor is told of the stage "measuring motion"
   * @throws MediaException if a file can't be read, or lacks audio or images
   * @throws MetricsException if there are no onsets or no peaks, none meet, or OpenCV is missing
   * @throws CancelledException if it was stopped
   */
  public static SyncOffset find(
      Path audio, Path video, OffsetSearch search, ProgressMonitor monitor) {
    return find(audio, video, search, MediaLimits.DEFAULT, monitor);
  }

  /**
   * The same with a choice of what files are too large. Neither audio nor images are held, so that
   * their length is bounded by {@link MediaLimits#seconds} alone.
   *
   * @param search which shifts are tried
   * @param monitor is told of the stage "measuring motion"
   * @throws MediaException if a file can't be read, or lacks audio or images
   * @throws MetricsException if there are no onsets or no peaks, none meet, or OpenCV is missing
   * @throws CancelledException if it was stopped
   */
  public static SyncOffset find(
      Path audio, Path video, OffsetSearch search, MediaLimits limits, ProgressMonitor monitor) {
    MediaFile images = MediaFile.open(video, limits);
    VideoTrack track = images.requireVideoTrack();
    MediaNotes heard = new MediaNotes();
    List<Double> onsets =
        AvAlign.audioPeaks(AvAlign.onsetEnvelope(MediaFile.open(audio, limits), heard, monitor));
    MediaNotes seen = new MediaNotes();
    images.imageNotes().forEach(seen);
    FrameNotes frameTimes = new FrameNotes(images);
    List<Double> times = new ArrayList<>();
    float[] motion;
    try (VideoFrames frames = images.frames()) {
      int total = (int) Math.max(1, Math.min(Integer.MAX_VALUE, track.fps() * track.seconds()));
      monitor.report(STAGE, 0, total);
      motion =
          AvAlign.motion(
              () ->
                  new Decoded(
                      frames,
                      time -> {
                        times.add(time);
                        frameTimes.frame(time);
                        monitor.report(STAGE, Math.min(times.size(), total), total);
                      }),
              monitor);
    } catch (MetricsException e) {
      throw new MetricsException(video + ": " + e.getMessage(), e);
    }
    double span = times.get(times.size() - 1) - times.get(0);
    double fps = span > 0 ? (times.size() - 1) / span : track.fps();
    frameTimes.tell(seen);
    List<String> notes =
        Stream.of(heard, seen).flatMap(n -> n.list().stream()).map(MediaNote::text).toList();
    return find(onsets, peaks(motion, times), fps, search).withNotes(notes);
  }

  /**
   * Finds the shift between audio and a video that begins with it.
   *
   * @param search which shifts are tried
   * @throws MetricsException if there are no onsets or no peaks, none meet, or OpenCV is missing
   * @throws CancelledException if it was stopped
   */
  public static SyncOffset find(
      Audio audio, Video video, OffsetSearch search, Cancellation cancellation) {
    float[] motion = AvAlign.motion(video.frames(), cancellation);
    return find(
        AvAlign.audioPeaks(audio), AvAlign.videoPeaks(motion, video.fps()), video.fps(), search);
  }

  /**
   * The shift at which most peaks meet: AV-Align's score of the audio's peaks, moved by the shift,
   * and the video's.
   *
   * @param audioPeaks times in seconds, ascending
   * @param videoPeaks times in seconds, ascending
   * @param fps frames a second of the video
   * @throws MetricsException if there is no peak of one kind, or none meet at any shift
   */
  public static SyncOffset find(
      List<Double> audioPeaks, List<Double> videoPeaks, double fps, OffsetSearch search) {
    if (audioPeaks.isEmpty() || videoPeaks.isEmpty()) {
      throw new MetricsException(
          "AV-Align finds a shift by onsets of the audio and peaks of the motion; found "
              + audioPeaks.size()
              + " and "
              + videoPeaks.size()
              + ". Choose a clip in which something moves when it sounds, or the classifier.");
    }
    SyncOffset offset =
        SyncOffset.of(
            search,
            shift -> {
              List<Double> moved = audioPeaks.stream().map(peak -> peak - shift).toList();
              return AvAlign.score(moved, videoPeaks, fps).orElseThrow();
            });
    if (offset.score() == 0) {
      throw new MetricsException(
          "No onset of the audio meets a peak of the motion at any shift of up to "
              + search.range()
              + " s: search a larger range.");
    }
    return offset;
  }

  /** The times of a motion's peaks; where frames come unevenly their own times count. */
  private static List<Double> peaks(float[] motion, List<Double> times) {
    return AvAlign.videoPeaks(motion, 1).stream()
        .map(index -> times.get((int) Math.rint(index)))
        .toList();
  }

  private interface TimeListener {
    void decoded(double seconds);
  }

  /** A file's frames as they are decoded. */
  private static final class Decoded implements Iterator<Image> {
    private final VideoFrames frames;
    private final TimeListener listener;
    private boolean ready;

    Decoded(VideoFrames frames, TimeListener listener) {
      this.frames = frames;
      this.listener = listener;
    }

    @Override
    public boolean hasNext() {
      ready = ready || frames.next();
      return ready;
    }

    @Override
    public Image next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no further frame");
      }
      ready = false;
      listener.decoded(frames.time().seconds());
      return frames.lent(); // turned into grey at once
    }
  }
}
