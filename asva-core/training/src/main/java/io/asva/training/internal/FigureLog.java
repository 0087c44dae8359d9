package io.asva.training.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A run's figures by step, for programs and for TensorBoard. */
public final class FigureLog implements AutoCloseable {
  private final JsonLinesLog lines;
  private final EventFile events;

  private FigureLog(JsonLinesLog lines, EventFile events) {
    this.lines = lines;
    this.events = events;
  }

  /** Opens the logs of an output folder to go on after a step. */
  public static FigureLog open(Path folder, int step) throws IOException {
    JsonLinesLog lines = JsonLinesLog.open(folder.resolve("train.jsonl"), step);
    try {
      Path events = Files.createDirectories(folder.resolve("log"));
      return new FigureLog(lines, EventFile.create(events, step));
    } catch (IOException e) {
      lines.close();
      throw e;
    }
  }

  /** Adds the figures of a step; they are there at once for who reads the files. */
  public void write(int step, Map<String, Double> figures) throws IOException {
    lines.write(step, figures);
    events.write(step, figures);
  }

  /** Waits until all lines are on the disk, so that a checkpoint never knows more than they do. */
  public void sync() throws IOException {
    lines.sync();
  }

  @Override
  public void close() throws IOException {
    try (lines;
        events) {
      lines.sync();
    }
  }
}
