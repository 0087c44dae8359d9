package io.asva.core.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;

/** Locks on files, by which two runs see that they would work on the same. */
public final class FileLocks {
  private FileLocks() {}

  /**
   * Locks a file until the channel or the process ends.
   *
   * @return whether it could be locked: no other process has it, nor has this one
   */
  public static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // by this very process
    }
  }
}
