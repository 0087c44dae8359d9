package io.asva.training.internal;

import java.io.FileOutputStream;
import java.io.IOException;

/** Adds to a file all of something or nothing: half a record would spoil what comes after it. */
final class WholeWrite {
  private WholeWrite() {}

  /** Writes at the file's end; what was written when the disk fails is cut off. */
  static void append(FileOutputStream out, byte[] bytes) throws IOException {
    long before = out.getChannel().size();
    try {
      out.write(bytes);
    } catch (IOException e) {
      cut(out, before, e);
      throw e;
    }
  }

  private static void cut(FileOutputStream out, long size, IOException failure) {
    try {
      out.getChannel().truncate(size);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
