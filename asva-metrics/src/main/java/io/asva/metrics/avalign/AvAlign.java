package io.asva.metrics.avalign;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.signal.Resampler;
import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.media.MediaException;
import io.asva.media.MediaFile;
import io.asva.media.MediaNote;
import io.asva.media.Video;
import io.asva.metrics.MetricsException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * AV-Align of Yariv et al. (TempoTokens, 2023): onsets of audio and peaks of a video's motion are
 * matched, and their intersection is divided by their union. It needs no weights.
 *
 * <p>Onsets are librosa's with its defaults, motion is the mean of Farneback's optical flow. Audio
 * clips are resampled to 22050 Hz by {@link Resampler}, where librosa uses the SoX resampler.
 *
 * <p>Stateless.
 */
public final class AvAlign {
  private static final float LEAST_MOTION = 0.1f;

  private AvAlign() {}

  /**
   * The alignment of audio with a video.
   *
   * @param audioPeaks the onsets' times in seconds, ascending
   * @param videoPeaks the times of the motion's peaks in seconds, ascending
   * @param score 0 to 1, or nothing where neither has a peak
   */
  public record Alignment(List<Double> audioPeaks, List<Double> videoPeaks, OptionalDouble score) {
    /** Copies the lists. */
    public Alignment {
      audioPeaks = List.copyOf(audioPeaks);
      videoPeaks = List.copyOf(videoPeaks);
    }
  }

  /**
   * Measures a video against audio that begins with it.
   *
   * @throws MetricsException if the audio is empty, the video has fewer than two frames, or OpenCV
   *     is missing
   * @throws CancelledException if it was stopped
   */
  public static Alignment measure(Audio audio, Video video, Cancellation cancellation) {
    List<Double> onsets = audioPeaks(audio);
    List<Double> motion = videoPeaks(motion(video.frames(), cancellation), video.fps());
    return new Alignment(onsets, motion, score(onsets, motion, video.fps()));
  }

  /**
   * The times in seconds at which something begins to sound.
   *
   * @throws MetricsException if the audio is empty, or not a number somewhere
   */
  public static List<Double> audioPeaks(Audio audio) {
    return audioPeaks(onsetEnvelope(audio));
  }

  /** The times in seconds at which an {@link #onsetEnvelope} has peaks. */
  public static List<Double> audioPeaks(float[] onsetEnvelope) {
    return Onsets.times(onsetEnvelope);
  }

  /**
   * How much louder audio becomes: the mean over mel bands of the rise in dB, a value every 512
   * samples at 22050 Hz.
   *
   * @throws MetricsException if the audio is empty, or not a number somewhere
   */
  public static float[] onsetEnvelope(Audio audio) {
    if (audio.length() == 0) {
      throw empty();
    }
    float[] mono = mono(audio);
    requireFinite(mono, 0);
    return OnsetEnvelope.of(Resampler.of(audio.rate(), OnsetEnvelope.RATE).resample(mono));
  }

  /**
   * The same of a file's whole audio, which is decoded twice and never held: an hour takes some
   * kilobytes.
   *
   * @param notes is told what was filled or cut, and which of several audio tracks is taken
   * @throws MetricsException if the audio is empty, or not a number somewhere
   * @throws MediaException if there is none, or the file is damaged
   * @throws CancelledException if it was stopped
   */
  public static float[] onsetEnvelope(
      MediaFile file, Consumer<MediaNote> notes, Cancellation cancellation) {
    file.requireAudioTrack();
    file.audioNotes().forEach(notes);
    return OnsetEnvelope.of(
        levels -> {
          MonoPieces mono = new MonoPieces(levels, cancellation);
          file.audioInPieces(mono, notes);
          mono.end();
        });
  }

  static MetricsException empty() {
    return new MetricsException("Empty audio has no onsets; give at least one sample.");
  }

  /** Throws where a sample, of which some come before, is no number. */
  static void requireFinite(float[] mono, long before) {
    for (int i = 0; i < mono.length; i++) {
      if (!Float.isFinite(mono[i])) {
        throw new MetricsException("Sample " + (before + i) + " of the audio is " + mono[i] + ".");
      }
    }
  }

  /** The mean of audio's channels. */
  static float[] mono(Audio audio) {
    float[] mono = new float[audio.length()];
    for (float[] channel : audio.samples()) {
      for (int i = 0; i < mono.length; i++) {
        mono[i] += channel[i] / audio.channels();
      }
    }
    return mono;
  }

  /**
   * How far the pixels move from each frame to the next: the mean length of the optical flow in
   * pixels. Of the frames, two at a time are looked at.
   *
   * @param frames at least two, of one size
   * @return one value a frame; the first has its successor's
   * @throws MetricsException if there are fewer than two frames, their sizes differ, or OpenCV is
   *     missing
   * @throws CancelledException if it was stopped
   */
  public static float[] motion(Iterable<Image> frames, Cancellation cancellation) {
    return OpticalFlow.magnitudes(frames, cancellation);
  }

  /**
   * The times in seconds at which a motion is larger than before and after, and at least 0.1
   * pixels.
   *
   * @param motion one value a frame
   * @param fps frames a second
   */
  public static List<Double> videoPeaks(float[] motion, double fps) {
    List<Double> times = new ArrayList<>();
    for (int i = 1; i < motion.length - 1; i++) {
      if (motion[i - 1] < motion[i] && motion[i] > motion[i + 1] && motion[i] >= LEAST_MOTION) {
        times.add(i / fps);
      }
    }
    return times;
  }

  /**
   * The score of two lists of peaks: each of the audio takes the first of the video that is less
   * than a frame away and not yet taken.
   *
   * @param audioPeaks times in seconds, in the order in which they choose
   * @param videoPeaks times in seconds
   * @param fps frames a second
   * @return matches divided by peaks, a match counting once; nothing where there is no peak
   */
  public static OptionalDouble score(List<Double> audioPeaks, List<Double> videoPeaks, double fps) {
    int matches = 0;
    boolean[] taken = new boolean[videoPeaks.size()];
    for (double audio : audioPeaks) {
      for (int i = 0; i < taken.length; i++) {
        double video = videoPeaks.get(i);
        if (!taken[i] && video - 1 / fps < audio && audio < video + 1 / fps) {
          taken[i] = true;
          matches++;
          break;
        }
      }
    }
    int union = audioPeaks.size() + videoPeaks.size() - matches;
    return union == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) matches / union);
  }
}
