package io.asva.core.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps a second run away from what one works on. The system lets go of it when the process ends,
 * however it ends; the locked file stays, because removing it would let two runs in.
 */
public final class RunLock implements AutoCloseable {
  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of a file, which is made where it is missing.
   *
   * @return none if another run has it
   */
  public static Optional<RunLock> tryTake(Path file) throws IOException {
    Objects.requireNonNull(file, "file");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (FileLocks.tryLock(channel)) {
        return Optional.of(new RunLock(channel));
      }
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
