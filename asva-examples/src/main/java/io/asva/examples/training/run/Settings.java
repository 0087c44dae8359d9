package io.asva.examples.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asva.core.config.ModelConfig;
import io.asva.core.files.AtomicWrite;
import io.asva.core.files.PlainFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A network's {@code config.json}, or another file of settings. */
public final class Settings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Settings() {}

  /** The settings that a text in JSON names. */
  public static ModelConfig config(String json) {
    try {
      return ModelConfig.of(JSON.readTree(json), "the demo's configuration");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text in JSON with one of its numbers changed. */
  public static String with(String json, String name, double value) {
    try {
      ObjectNode settings = (ObjectNode) JSON.readTree(json);
      return settings.put(name, value).toPrettyString() + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of JSON. */
  public static JsonNode tree(Path file) {
    try {
      return JSON.readTree(read(file));
    } catch (IOException e) {
      throw new DemoTrainingException(file + " is no JSON: " + e.getMessage(), e);
    }
  }

  /** Values as a text in JSON. */
  public static String json(Map<String, Object> values) {
    return JSON.valueToTree(values).toPrettyString() + "\n";
  }

  /** Reads a file of text. */
  static String read(Path file) {
    try {
      return PlainFile.text(file);
    } catch (IOException e) {
      throw new DemoTrainingException("Can't read " + file + ": " + e, e);
    }
  }

  /** Writes a file of text, whole or not at all, in place of one that may be there. */
  public static void write(Path file, String text) {
    DemoFolder.createFor(file);
    try {
      AtomicWrite.write(file, part -> Files.writeString(part, text));
    } catch (IOException e) {
      throw new DemoTrainingException("Can't write " + file + ": " + e, e);
    }
  }
}
