package io.asva.training.internal;

import io.asva.training.TrainingListener;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The log of a run in words, {@code train.log}, in the original's format. */
public final class WordLog implements AutoCloseable {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss");

  private final FileOutputStream out;
  private final TrainingListener listener;

  /** A log that is appended to what earlier runs wrote. */
  public WordLog(Path file, TrainingListener listener) throws IOException {
    this.out = new FileOutputStream(file.toFile(), true);
    this.listener = listener;
  }

  /** Writes a line. */
  public void info(String message) {
    write("INFO", message);
  }

  /** Writes a line that someone should look at. */
  public void warn(String message) {
    write("WARNING", message);
  }

  /** Writes why the run ends. Nobody hears it: whoever called is told by an exception. */
  void failed(String message) {
    append("ERROR", message);
  }

  private void write(String level, String message) {
    append(level, message);
    listener.onMessage(message);
  }

  private void append(String level, String message) {
    String line =
        TIME.format(LocalDateTime.now(ZoneId.systemDefault()))
            + " - "
            + level
            + " - io.asva.training - "
            + message;
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // A full disk shows where something must be written; the listener hears this line.
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
