package io.asva.sync;

import io.asva.core.media.Video;
import java.nio.file.Path;

/** Where the frames of a clip come from, and where in it the clip begins. */
public sealed interface VideoSource {
  /** The first 2 s of a video file. */
  static VideoSource file(Path path) {
    return new File(path, 0);
  }

  /** The first 2 s of frames in memory; 12 frames at 6 a second are taken as they are. */
  static VideoSource of(Video video) {
    return new Memory(video, 0);
  }

  /** The same video from another moment on, in seconds. */
  VideoSource from(double seconds);

  /**
   * A file.
   *
   * @param path of the file
   * @param start where the clip begins, in seconds
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
   * @param start where the clip begins, in seconds
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
