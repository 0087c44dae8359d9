package io.asva.sync;

import io.asva.core.media.Sound;
import java.nio.file.Path;

/** Where the sound of a clip comes from, and where in it the clip begins. */
public sealed interface AudioSource {
  /**
   * The first 2 s of a file: a sound, or a video's track. Of a file called {@code .mp4} the blocks
   * of samples are taken whole whose time lies in the clip, of others exactly the clip's samples,
   * as the reference does.
   */
  static AudioSource file(Path path) {
    return new File(path, 0);
  }

  /** The first 2 s of a sound in memory, or the whole where it is shorter. */
  static AudioSource of(Sound sound) {
    return new Memory(sound, 0);
  }

  /** The same sound from another moment on, in seconds. */
  AudioSource from(double seconds);

  /**
   * A file.
   *
   * @param path of the file
   * @param start where the clip begins, in seconds
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
   * A sound in memory.
   *
   * @param sound the samples and their rate
   * @param start where the clip begins, in seconds
   */
  record Memory(Sound sound, double start) implements AudioSource {
    /** Rejects a start before the sound's. */
    public Memory {
      Starts.require(start);
    }

    @Override
    public AudioSource from(double seconds) {
      return new Memory(sound, seconds);
    }
  }
}
