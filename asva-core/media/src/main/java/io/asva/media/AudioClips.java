package io.asva.media;

import io.asva.core.signal.Resampler;
import io.asva.core.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Clips of equal length from audio: the central one, or several spread evenly from its start to its
 * end.
 *
 * <p>Stateless and safe for use by many threads.
 */
public final class AudioClips {
  /** Samples a second of the clips: what ImageBind hears. */
  public static final int RATE = 16_000;

  /** Seconds of audio that is read whole, whose length is then known to the sample. */
  private static final double READ_WHOLE = 120;

  private static final double MARGIN = 0.5; // seconds that the resampler sees on either side

  private AudioClips() {}

  /**
   * When clips start, in seconds.
   *
   * @param duration the length of what they are cut from, in seconds
   * @param seconds the length of a clip
   * @param clips how many, 1 or more
   * @return one start for each clip: the middle for one clip, else evenly from 0 to {@code duration
   *     - seconds}; all 0 where the whole is shorter than a clip
   * @throws MediaException if there is no clip, or a length that isn't a positive number
   */
  public static double[] starts(double duration, double seconds, int clips) {
    if (clips < 1) {
      throw new MediaException("The number of clips must be 1 or more, not " + clips + ".");
    }
    if (!(duration > 0) || !(seconds > 0) || duration + seconds == Double.POSITIVE_INFINITY) {
      throw new MediaException(
          "Can't cut clips of " + seconds + " s from " + duration + " s: both must be positive.");
    }
    double last = Math.max(0, duration - seconds);
    double[] starts = new double[clips];
    if (clips == 1) {
      starts[0] = last / 2;
      return starts;
    }
    double step = last / (clips - 1);
    for (int i = 0; i < clips - 1; i++) {
      starts[i] = i * step;
    }
    starts[clips - 1] = last;
    return starts;
  }

  /**
   * Clips of audio at 16 kHz. The whole is resampled first; a clip then runs from the sample {@code
   * start * 16000} to {@code (start + seconds) * 16000}, both truncated, so that the lengths of
   * clips may differ by one. Audio shorter than a clip is taken whole.
   *
   * @param samples (channels, samples)
   * @param rate samples a second
   * @return (channels, samples) at 16 kHz for each clip
   * @throws MediaException if the audio is empty, or as {@link #starts} says
   */
  public static List<FloatTensor> uniform(
      FloatTensor samples, int rate, double seconds, int clips) {
    if (samples.shape().rank() != 2 || samples.shape().elements() == 0) {
      throw new MediaException(
          "Audio is (channels, samples), not empty; found " + samples.shape() + ".");
    }
    FloatTensor resampled = Resampler.of(rate, RATE).resample(samples);
    double duration = samples.shape().dim(1) / (double) rate;
    List<FloatTensor> result = new ArrayList<>();
    for (double start : starts(duration, seconds, clips)) {
      result.add(
          duration <= seconds
              ? resampled
              : cut(resampled, (int) (start * RATE), (int) ((start + seconds) * RATE)));
    }
    return result;
  }

  /**
   * Clips of a file's audio at 16 kHz, as {@link #uniform(FloatTensor, int, double, int)} cuts
   * them. Of audio of more than two minutes only the clips and half a second around each are read,
   * so that it may last for hours; its length is then what the file says of it.
   *
   * @param from the moment of the file that clips are spread from, in seconds
   * @param seconds the length of a clip
   * @param clips how many there are
   * @param wanted the numbers of those that are wanted, from 0
   * @param notes is told what was filled or cut, and which of several audio tracks is taken
   * @return (channels, samples) at 16 kHz for each clip that is wanted
   * @throws MediaException if there is no audio, it is empty, the file is damaged, or as {@link
   *     #starts} says
   */
  public static List<FloatTensor> uniform(
      MediaFile file,
      double from,
      double seconds,
      int clips,
      List<Integer> wanted,
      Consumer<MediaNote> notes) {
    file.requireAudioTrack();
    file.audioNotes().forEach(notes);
    double end = file.audioEnd();
    if (!(end - from > READ_WHOLE)) {
      Audio audio = file.audio(from, Double.POSITIVE_INFINITY, Protocol.CORRECTED, notes);
      List<FloatTensor> all = uniform(audio.tensor(), audio.rate(), seconds, clips);
      return wanted.stream().map(all::get).toList();
    }
    double[] starts = starts(end - from, seconds, clips);
    return wanted.stream()
        .map(number -> read(file, from + starts[number], seconds, notes))
        .toList();
  }

  private static FloatTensor read(
      MediaFile file, double start, double seconds, Consumer<MediaNote> notes) {
    // From a whole second on, at which both rates have a sample: the resampler's phases are the
    // same as in the whole audio.
    int begin = (int) Math.max(0, Math.floor(start - MARGIN));
    Audio part = file.audio(begin, start + seconds + MARGIN, Protocol.CORRECTED, notes);
    FloatTensor resampled = Resampler.of(part.rate(), RATE).resample(part.tensor());
    int before = begin * RATE;
    int from = (int) (start * RATE) - before;
    int to = (int) ((start + seconds) * RATE) - before;
    if (from >= resampled.shape().dim(1)) {
      throw new MediaException(
          file.path() + " has no audio at " + start + " s, where its header promises some.");
    }
    return cut(resampled, from, to);
  }

  /** The samples between two positions, as far as there are any. */
  private static FloatTensor cut(FloatTensor audio, int from, int to) {
    return audio.narrow(1, from, Math.min(to, audio.shape().dim(1)) - from);
  }
}
