package io.asva.diffusion;

import java.nio.file.Path;

/** Where the sound comes from. */
public sealed interface SoundSource {
  /**
   * A file with sound: audio, or video.
   *
   * @param path of the file
   */
  record File(Path path) implements SoundSource {}

  /**
   * A sound in memory.
   *
   * @param sound the samples and their rate
   */
  record Memory(io.asva.core.media.Sound sound) implements SoundSource {}
}
