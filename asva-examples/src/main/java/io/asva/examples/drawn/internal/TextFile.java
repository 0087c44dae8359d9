package io.asva.examples.drawn.internal;

import io.asva.core.files.AtomicWrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small text files whole. */
public final class TextFile {
  private TextFile() {}

  /** Writes a text beside its place and moves it there. */
  public static void write(Path file, String text) throws IOException {
    AtomicWrite.write(file, temporary -> Files.writeString(temporary, text));
  }
}
