package io.asva.core.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.files.PlainFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network's {@code config.json}: named settings, each with a default for files that omit it. A
 * setting that is {@code null} counts as omitted.
 *
 * <p>Immutable.
 */
public final class ModelConfig {
  // No published configuration reaches 100 kB; a mislabelled weights file must not be read whole.
  private static final long MAX_BYTES = 1 << 20;

  private final String source;
  private final JsonNode json;

  private ModelConfig(String source, JsonNode json) {
    this.source = source;
    this.json = json;
  }

  /**
   * Reads a file.
   *
   * @throws ModelConfigException if it is missing, too large, or not a JSON object
   */
  public static ModelConfig read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new ModelConfigException(
            "There is no configuration " + file + ". It belongs beside the network's weights.");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new ModelConfigException(
            file + " is no configuration: it has " + Files.size(file) + " bytes.");
      }
      return of(new ObjectMapper().readTree(PlainFile.bytes(file)), file.toString());
    } catch (JacksonException e) {
      throw new ModelConfigException(file + " is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new ModelConfigException("Can't read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Settings that were read elsewhere.
   *
   * @param source where they come from, for messages
   * @throws ModelConfigException if they are not a JSON object
   */
  public static ModelConfig of(JsonNode json, String source) {
    if (!json.isObject()) {
      throw new ModelConfigException(
          source + " holds no settings: expected a JSON object, found " + describe(json) + ".");
    }
    return new ModelConfig(source, json);
  }

  /** Where the settings come from, for messages. */
  public String source() {
    return source;
  }

  /** Whether there is a setting of this name. */
  public boolean has(String name) {
    return json.hasNonNull(name);
  }

  /**
   * A count.
   *
   * @param absent the value where there is none
   * @param max the largest that makes sense
   * @throws ModelConfigException if it is not a whole number from 1 to {@code max}
   */
  public int count(String name, int absent, int max) {
    return has(name) ? count(name, json.get(name), max) : absent;
  }

  /**
   * A list of counts.
   *
   * @throws ModelConfigException if it is anything else, or empty
   */
  public List<Integer> counts(String name, List<Integer> absent, int max) {
    List<Integer> values = new ArrayList<>();
    for (JsonNode item : list(name)) {
      values.add(count(name, item, max));
    }
    return values.isEmpty() ? absent : List.copyOf(values);
  }

  /**
   * A positive number.
   *
   * @throws ModelConfigException if it is anything else
   */
  public double positive(String name, double absent) {
    if (!has(name)) {
      return absent;
    }
    JsonNode node = json.get(name);
    if (!node.isNumber() || !(node.asDouble() > 0) || Double.isInfinite(node.asDouble())) {
      throw wrong(name, "a positive number", node);
    }
    return node.asDouble();
  }

  /**
   * Whether a switch that is on by default is turned off.
   *
   * @throws ModelConfigException if it is neither true nor false
   */
  public boolean isTurnedOff(String name) {
    if (has(name) && !json.get(name).isBoolean()) {
      throw wrong(name, "true or false", json.get(name));
    }
    return has(name) && !json.get(name).booleanValue();
  }

  /**
   * A number.
   *
   * @throws ModelConfigException if it is anything else
   */
  public double number(String name, double absent) {
    if (!has(name)) {
      return absent;
    }
    if (!json.get(name).isNumber()) {
      throw wrong(name, "a number", json.get(name));
    }
    return json.get(name).asDouble();
  }

  /**
   * A choice of true and false.
   *
   * @throws ModelConfigException if it is anything else
   */
  public boolean flag(String name, boolean absent) {
    if (!has(name)) {
      return absent;
    }
    if (!json.get(name).isBoolean()) {
      throw wrong(name, "true or false", json.get(name));
    }
    return json.get(name).booleanValue();
  }

  /** Whether a setting is a list. */
  public boolean isList(String name) {
    return json.path(name).isArray();
  }

  /** A setting as it is written, a text without its quotes. */
  public Optional<String> raw(String name) {
    return has(name)
        ? Optional.of(json.get(name).asText(json.get(name).toString()))
        : Optional.empty();
  }

  /**
   * A text.
   *
   * @throws ModelConfigException if it is anything else
   */
  public String text(String name, String absent) {
    return has(name) ? text(name, json.get(name)) : absent;
  }

  /**
   * A list of texts.
   *
   * @throws ModelConfigException if it is anything else, or empty
   */
  public List<String> texts(String name, List<String> absent) {
    List<String> values = new ArrayList<>();
    for (JsonNode item : list(name)) {
      values.add(text(name, item));
    }
    return values.isEmpty() ? absent : List.copyOf(values);
  }

  /**
   * The error for a setting whose value this library can't do.
   *
   * @param supported what it can do, as it follows "supported: "
   */
  public ModelConfigException unsupported(String name, Object value, String supported) {
    return new ModelConfigException(
        source + ": " + name + " " + value + " is not supported; supported: " + supported + ".");
  }

  private Iterable<JsonNode> list(String name) {
    if (!has(name)) {
      return List.of();
    }
    JsonNode node = json.get(name);
    if (!node.isArray() || node.isEmpty()) {
      throw wrong(name, "a list", node);
    }
    return node;
  }

  private int count(String name, JsonNode node, int max) {
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw wrong(name, "a whole number from 1 to " + max, node);
    }
    if (node.intValue() < 1 || node.intValue() > max) {
      throw wrong(name, "a whole number from 1 to " + max, node);
    }
    return node.intValue();
  }

  private String text(String name, JsonNode node) {
    if (!node.isTextual()) {
      throw wrong(name, "a text", node);
    }
    return node.textValue();
  }

  private ModelConfigException wrong(String name, String expected, JsonNode found) {
    return new ModelConfigException(
        source + ": " + name + " must be " + expected + ", not " + describe(found) + ".");
  }

  private static String describe(JsonNode node) {
    String text = node.toString();
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }
}
