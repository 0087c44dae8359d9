package io.asva.core.training.internal;

import io.asva.core.internal.FileLocks;
import io.asva.core.training.TrainingException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps two runs from writing to one folder: the second would take the first's unfinished
 * checkpoint for a leftover. The lock ends with the process; its file stays.
 */
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks a folder.
   *
   * @throws TrainingException if another run has it
   */
  public static FolderLock of(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!FileLocks.tryLock(channel)) {
      channel.close();
      throw new TrainingException(
          folder + " is in use by another run; wait for it or choose another output_dir.");
    }
    return new FolderLock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
