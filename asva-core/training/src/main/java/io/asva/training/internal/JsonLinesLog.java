package io.asva.training.internal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asva.core.files.PlainFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * A run's figures, {@code train.jsonl}: an object a line with its {@code step}. What a killed run
 * wrote after the checkpoint that is resumed is cut off, so no step stands there twice.
 */
final class JsonLinesLog implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileOutputStream out;

  /** A log to whose end is written. */
  JsonLinesLog(FileOutputStream out) {
    this.out = out;
  }

  /** Opens the log to go on after a step. */
  static JsonLinesLog open(Path file, int step) throws IOException {
    FileOutputStream out = new FileOutputStream(file.toFile(), true);
    try {
      out.getChannel().truncate(end(file, step));
      return new JsonLinesLog(out);
    } catch (IOException e) {
      out.close();
      throw e;
    }
  }

  /** Where the lines end that are of a step or before it. */
  private static long end(Path file, int step) throws IOException {
    long end = 0;
    try (LineBytes lines = new LineBytes(PlainFile.stream(file))) {
      for (byte[] line = lines.next(); line.length > 0 && upTo(line, step); line = lines.next()) {
        end += line.length;
      }
    }
    return end;
  }

  private static boolean upTo(byte[] line, int step) throws IOException {
    if (line[line.length - 1] != '\n') {
      return false; // cut off while it was written
    }
    try {
      return JSON.readTree(line).path("step").asInt(Integer.MAX_VALUE) <= step;
    } catch (JacksonException e) {
      return false;
    }
  }

  void write(int step, Map<String, Double> figures) throws IOException {
    ObjectNode line = JSON.createObjectNode().put("step", step);
    figures.forEach(line::put);
    WholeWrite.append(out, (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  void sync() throws IOException {
    out.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
