package io.asva.core.media;

import io.asva.core.media.internal.Decoding;
import io.asva.core.media.internal.SoundBuilder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A video or sound file: what it holds, its frames and its samples.
 *
 * <p>It keeps no file open: each reader opens the file for itself. So it needs no closing, and it
 * is safe for use by many threads.
 */
public final class MediaFile {
  private final Path path;
  private final MediaLimits limits;
  private final Decoding.Tracks tracks;

  private MediaFile(Path path, MediaLimits limits, Decoding.Tracks tracks) {
    this.path = path;
    this.limits = limits;
    this.tracks = tracks;
  }

  /**
   * Looks at a file, within the usual limits.
   *
   * @throws MediaException if it is missing, damaged, too large, or neither video nor sound
   */
  public static MediaFile open(Path path) {
    return open(path, MediaLimits.DEFAULT);
  }

  /**
   * Looks at a file.
   *
   * @throws MediaException if it is missing, damaged, over a limit, or neither video nor sound
   */
  public static MediaFile open(Path path, MediaLimits limits) {
    return new MediaFile(path, limits, Decoding.examine(path, limits));
  }

  /** Where the file is. */
  public Path path() {
    return path;
  }

  /** The pictures, if the file has any; a cover picture doesn't count. */
  public Optional<VideoTrack> video() {
    return Optional.ofNullable(tracks.video());
  }

  /** The sound, if the file has any. */
  public Optional<AudioTrack> audio() {
    return Optional.ofNullable(tracks.audio());
  }

  /** The pictures of a file that must have some. */
  public VideoTrack requireVideo() {
    return video()
        .orElseThrow(
            () -> new MediaException(path + " has no pictures; expected a video, found a sound."));
  }

  /** The sound of a file that must have one. */
  public AudioTrack requireAudio() {
    return audio()
        .orElseThrow(
            () -> new MediaException(path + " has no sound; expected a file with a sound track."));
  }

  /**
   * Length in seconds: the shorter of pictures and sound where both are there, as the original
   * counts; 0 where unknown.
   */
  public double seconds() {
    double pictures = video().map(VideoTrack::seconds).orElse(Double.POSITIVE_INFINITY);
    double sound = audio().map(AudioTrack::seconds).orElse(Double.POSITIVE_INFINITY);
    return Math.min(pictures, sound);
  }

  /** All frames. */
  public VideoFrames frames() {
    return frames(Double.NEGATIVE_INFINITY);
  }

  /**
   * The frames whose time, rounded to microseconds, is at least {@code from} seconds; decoding
   * begins at the key frame before.
   */
  public VideoFrames frames(double from) {
    requireVideo();
    return Decoding.frames(path, limits, from);
  }

  /** All blocks of samples. */
  public AudioBlocks blocks() {
    requireAudio();
    return Decoding.blocks(path, limits, Double.NEGATIVE_INFINITY);
  }

  /**
   * The whole sound at its own rate, after the trimming that the codec asks for.
   *
   * @throws MediaException if there is none, or it is over {@link MediaLimits#samples}
   */
  public Sound sound() {
    return sound(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Protocol.CORRECTED);
  }

  /**
   * The whole sound on the file's clock, on which the frames' times are: silence before its first
   * sample where it begins later than 0, and nothing of what lies before 0.
   *
   * @throws MediaException if there is none, or it is over {@link MediaLimits#samples}
   */
  public Sound soundFromZero() {
    double begin;
    try (AudioBlocks blocks = blocks()) {
      begin = blocks.next() ? blocks.time().seconds() : 0;
    }
    Sound sound = sound();
    double shift = begin * sound.rate();
    if ((shift + sound.length()) * sound.channels() > limits.samples()) {
      throw new MediaException(
          path
              + ": its sound begins at "
              + begin
              + " s, which is too late to be true; write the"
              + " file anew with times from 0 on.");
    }
    return sound.delayed((int) Math.rint(shift));
  }

  /**
   * The whole decoded blocks whose time is at least {@code from} and at most {@code to} seconds,
   * joined: so the sound begins up to one block after {@code from} and ends up to one block after
   * {@code to}. Where no block lies in the window the sound is empty. Decoding begins a second
   * before the window; AAC fills noise-like bands at random, so samples may differ by some 1e-4
   * from those of {@link #sound()}.
   *
   * @throws MediaException if there is no sound, or it is over {@link MediaLimits#samples}
   */
  public Sound sound(double from, double to, Protocol protocol) {
    AudioTrack track = requireAudio();
    try (AudioBlocks blocks = Decoding.blocks(path, limits, from)) {
      return new SoundBuilder(path, limits).read(blocks, track, to);
    }
  }
}
