package io.asva.media;

import java.nio.file.Path;

/**
 * Audio to read, and the moment to read it from: a file, or samples in memory.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public sealed interface AudioSource {
  /** A file with audio, from its start: an audio file, or a video. */
  static AudioSource file(Path path) {
    return new File(path, 0);
  }

  /** Samples in memory, from the first. */
  static AudioSource of(Audio audio) {
    return new Memory(audio, 0);
  }

  /** The moment to read from, in seconds. */
  double start();

  /**
   * The same audio from another moment on, in seconds.
   *
   * @throws IllegalArgumentException if it is negative or not a finite number
   */
  AudioSource from(double seconds);

  /**
   * A file.
   *
   * @param path of the file
   * @param start the moment to read from, in seconds
   */
  record File(Path path, double start) implements AudioSource {
    /** Rejects a start before the file's. */
    public File {
      Starts.require(start);
    }

    @Override
    public AudioSource from(double seconds) {
      return new File(path, seconds);
    }
  }

  /**
   * Samples in memory.
   *
   * @param audio the samples and their rate
   * @param start the moment to read from, in seconds
   */
  record Memory(Audio audio, double start) implements AudioSource {
    /** Rejects a start before the audio's. */
    public Memory {
      Starts.require(start);
    }

    @Override
    public AudioSource from(double seconds) {
      return new Memory(audio, seconds);
    }
  }
}
