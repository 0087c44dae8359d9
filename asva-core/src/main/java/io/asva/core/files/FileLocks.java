package io.asva.core.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.util.concurrent.locks.LockSupport;

/** Locks on files, by which two runs see that they would work on the same. */
public final class FileLocks {
  private static final long WAIT_NANOS = 20_000_000;

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

  /**
   * Waits until a file can be locked until the channel or the process ends: also for others in this
   * process, whom the system's lock doesn't keep out.
   */
  public static void lock(FileChannel channel) throws IOException {
    while (true) {
      try {
        channel.lock();
        return;
      } catch (OverlappingFileLockException e) {
        LockSupport.parkNanos(WAIT_NANOS);
      }
    }
  }
}
