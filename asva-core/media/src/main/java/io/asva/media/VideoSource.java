package io.asva.media;

import java.nio.file.Path;

/**
 * Video to read, and the moment to read it from: a file, or frames in memory.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public sealed interface VideoSource {
  /** A video file, from its start. */
  static VideoSource file(Path path) {
    return new File(path, 0);
  }

  /** Frames in memory, from the first. */
  static VideoSource of(Video video) {
    return new Memory(video, 0);
  }

  /** The moment to read from, in seconds. */
  double start();

  /**
   * The same video from another moment on, in seconds.
   *
   * @throws IllegalArgumentException if it is negative or not a finite number
   */
  VideoSource from(double seconds);

  /**
   * A file.
   *
   * @param path of the file
   * @param start the moment to read from, in seconds
   */
  record File(Path path, double start) implements VideoSource {
    /** Rejects a start before the file's. */
    public File {
      Starts.require(start);
    }

    @Override
    public VideoSource from(double seconds) {
      return new File(path, seconds);
    }
  }

  /**
   * Frames in memory.
   *
   * @param video the frames and their rate
   * @param start the moment to read from, in seconds
   */
  record Memory(Video video, double start) implements VideoSource {
    /** Rejects a start before the first frame. */
    public Memory {
      Starts.require(start);
    }

    @Override
    public VideoSource from(double seconds) {
      return new Memory(video, seconds);
    }
  }
}
