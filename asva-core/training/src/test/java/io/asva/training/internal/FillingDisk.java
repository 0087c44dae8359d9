package io.asva.training.internal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** A file on a disk that may be full after half of what is written. */
final class FillingDisk extends FileOutputStream {
  private boolean full;

  FillingDisk(Path file) throws IOException {
    super(file.toFile());
  }

  void full(boolean now) {
    full = now;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    if (full) {
      super.write(bytes, 0, bytes.length / 2);
      throw new IOException("No space left on device");
    }
    super.write(bytes);
  }
}
