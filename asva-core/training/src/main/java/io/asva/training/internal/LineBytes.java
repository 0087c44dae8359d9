package io.asva.training.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lines as bytes with their ends, so that places in the file are known. */
public final class LineBytes implements AutoCloseable {
  private final InputStream in;

  /** Reads to the end of a stream, which is closed with this. */
  public LineBytes(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** The next line; the last one may lack its end; empty after it. */
  public byte[] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0; c = in.read()) {
      line.write(c);
      if (c == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
