package io.asva.core.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.files.PlainFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

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
    return find(name).map(node -> count(name, node, max)).orElse(absent);
  }

  /**
   * A list of counts.
   *
   * @throws ModelConfigException if it is anything else, or empty
   */
  public List<Integer> counts(String name, List<Integer> absent, int max) {
    return list(name, item -> count(name, item, max)).orElse(absent);
  }

  /**
   * A positive number.
   *
   * @throws ModelConfigException if it is anything else
   */
  public double positive(String name, double absent) {
    return find(name)
        .map(node -> require(name, "a positive number", node, ModelConfig::isPositive).asDouble())
        .orElse(absent);
  }

  /**
   * A number.
   *
   * @throws ModelConfigException if it is anything else
   */
  public double number(String name, double absent) {
    return find(name)
        .map(node -> require(name, "a number", node, JsonNode::isNumber).asDouble())
        .orElse(absent);
  }

  /**
   * A choice of true and false.
   *
   * @throws ModelConfigException if it is anything else
   */
  public boolean flag(String name, boolean absent) {
    return find(name)
        .map(node -> require(name, "true or false", node, JsonNode::isBoolean).booleanValue())
        .orElse(absent);
  }

  /** Whether a setting is a list. */
  public boolean isList(String name) {
    return json.path(name).isArray();
  }

  /** A setting as it is written, a text without its quotes. */
  public Optional<String> raw(String name) {
    return find(name).map(node -> node.asText(node.toString()));
  }

  /**
   * A text.
   *
   * @throws ModelConfigException if it is anything else
   */
  public String text(String name, String absent) {
    return find(name).map(node -> text(name, node)).orElse(absent);
  }

  /**
   * A list of texts.
   *
   * @throws ModelConfigException if it is anything else, or empty
   */
  public List<String> texts(String name, List<String> absent) {
    return list(name, item -> text(name, item)).orElse(absent);
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

  private Optional<JsonNode> find(String name) {
    return Optional.ofNullable(json.get(name)).filter(node -> !node.isNull());
  }

  private <T> Optional<List<T>> list(String name, Function<JsonNode, T> item) {
    return find(name)
        .map(node -> require(name, "a list", node, n -> n.isArray() && !n.isEmpty()))
        .map(node -> node.valueStream().map(item).toList());
  }

  private int count(String name, JsonNode node, int max) {
    return require(name, "a whole number from 1 to " + max, node, n -> isCount(n, max)).intValue();
  }

  private String text(String name, JsonNode node) {
    return require(name, "a text", node, JsonNode::isTextual).textValue();
  }

  private static boolean isCount(JsonNode node, int max) {
    return node.isIntegralNumber()
        && node.canConvertToInt()
        && node.intValue() >= 1
        && node.intValue() <= max;
  }

  private static boolean isPositive(JsonNode node) {
    return node.isNumber() && node.asDouble() > 0 && Double.isFinite(node.asDouble());
  }

  private JsonNode require(
      String name, String expected, JsonNode node, Predicate<JsonNode> condition) {
    if (!condition.test(node)) {
      throw new ModelConfigException(
          source + ": " + name + " must be " + expected + ", not " + describe(node) + ".");
    }
    return node;
  }

  private static String describe(JsonNode node) {
    String text = node.toString();
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }
}
