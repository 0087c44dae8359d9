package io.asva.diffusion.dataset;

import io.asva.core.internal.FileLocks;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second run away from a folder while one works in it. The system lets go of it when the
 * process ends, however it ends; the file stays, because removing it would let two runs in.
 */
final class GenerationLock implements AutoCloseable {
  private final FileChannel channel;

  private GenerationLock(FileChannel channel) {
    this.channel = channel;
  }

  static GenerationLock take(GeneratedFiles files) {
    try {
      Files.createDirectories(files.folder());
      FileChannel channel =
          FileChannel.open(files.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!FileLocks.tryLock(channel)) {
        channel.close();
        throw new GenerationException(
            "Another run works in "
                + files.folder()
                + ". Wait for it, or choose other settings or another folder.");
      }
      return new GenerationLock(channel);
    } catch (IOException e) {
      throw new GenerationException("Can't work in the folder " + files.folder() + ": " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new GenerationException("Can't let go of a folder's lock: " + e, e);
    }
  }
}
