package io.asva.models.download;

import io.asva.core.Cancellation;
import io.asva.core.ProgressMonitor;
import io.asva.core.files.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/** Writes an answer's body behind the begin of a file. */
final class Transfer {
  private static final int BUFFER = 1 << 18;
  private static final int MEGABYTE = 1_000_000;

  private final Disk disk;
  private final Duration patience;

  Transfer(Disk disk, Duration patience) {
    this.disk = disk;
    this.patience = patience;
  }

  /** Throws where the disk has no room for what is left of a file. */
  void requireRoom(Path file, Path target, long left) throws IOException {
    long room = disk.room(file);
    if (room < left) {
      throw new DownloadException(
          "There is no room for "
              + target
              + ": "
              + left
              + " bytes are left to fetch, and the disk has "
              + room
              + "; make room, and begin again.");
    }
  }

  /**
   * Writes what comes until it ends.
   *
   * @param at how many bytes are there already
   * @param most how many the whole file has: more is an error
   * @throws IOException if the connection breaks, or falls silent
   * @throws DownloadException if the disk can't take it
   */
  void run(InputStream body, Path file, long at, OptionalLong most, ProgressMonitor monitor)
      throws IOException {
    Megabytes progress = new Megabytes(file, most, monitor);
    byte[] buffer = new byte[BUFFER];
    long size = at;
    try (WritableByteChannel out = open(file);
        Stalls stalls = new Stalls(body, patience);
        Cancellation.Registration cancelling = monitor.onCancel(() -> closeQuietly(body))) {
      progress.report(size);
      for (int n = read(body, buffer, stalls); n >= 0; n = read(body, buffer, stalls)) {
        monitor.check(progress.stage());
        size += n;
        if (size > most.orElse(Long.MAX_VALUE)) {
          throw new IOException("more bytes came than the file has");
        }
        write(out, file, buffer, n);
        progress.report(size);
      }
    }
  }

  private WritableByteChannel open(Path file) {
    try {
      return disk.append(file);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static void write(WritableByteChannel out, Path file, byte[] buffer, int bytes) {
    try {
      ByteBuffer left = ByteBuffer.wrap(buffer, 0, bytes);
      while (left.hasRemaining()) {
        out.write(left);
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static DownloadException unwritable(Path file, IOException e) {
    return new DownloadException(
        "Can't write "
            + file
            + ": "
            + IoReason.of(e)
            + ". What was fetched is kept; make room and begin again, it goes on from there.",
        e);
  }

  private static int read(InputStream body, byte[] buffer, Stalls stalls) throws IOException {
    try {
      int n = body.read(buffer);
      stalls.heard();
      if (n < 0 && stalls.stalled()) {
        throw new IOException("closed");
      }
      return n;
    } catch (IOException e) {
      throw stalls.stalled() ? new IOException("nothing came any more", e) : e;
    }
  }

  private static void closeQuietly(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      // It is given up.
    }
  }

  /** Progress in megabytes, for a number of bytes may be larger than an int. */
  private static final class Megabytes {
    private final String stage;
    private final OptionalLong most;
    private final ProgressMonitor monitor;
    private int reported = -1;

    Megabytes(Path file, OptionalLong most, ProgressMonitor monitor) {
      this.stage = "fetching " + file.getFileName() + " (MB)";
      this.most = most;
      this.monitor = monitor;
    }

    String stage() {
      return stage;
    }

    void report(long bytes) {
      int done = (int) (bytes / MEGABYTE);
      if (done != reported) {
        reported = done;
        long total = (most.orElse(bytes) + MEGABYTE - 1) / MEGABYTE;
        monitor.report(stage, done, (int) Math.max(1, total));
      }
    }
  }
}
