package io.asva.core.config;

import io.asva.core.files.PlainFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A section of a YAML file of settings, which notes what was asked of it: a setting that nobody
 * asks for is an error at the end, {@link #finish}. A setting without a value ({@code null}) counts
 * as omitted.
 *
 * <p>Values are those of YAML 1.1 ({@code True}, {@code no} and {@code null} are not texts), but
 * {@code 1e-4} is a number. Not safe for use by many threads.
 */
public final class YamlConfig {
  // The original's files have 2 kB; a mislabelled weights file must not be read whole.
  private static final long MAX_BYTES = 1 << 18;

  private final YamlUsage usage;
  private final String prefix;
  private final YamlNode.Mapping node;

  private YamlConfig(YamlUsage usage, String prefix, YamlNode.Mapping node) {
    this.usage = usage;
    this.prefix = prefix;
    this.node = node;
  }

  /**
   * Reads a file.
   *
   * @throws YamlConfigException if it is missing, too large, or no YAML with names and values
   */
  public static YamlConfig read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new YamlConfigException("There is no configuration " + file + ".");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new YamlConfigException(
            file + " is no configuration: it has " + Files.size(file) + " bytes.");
      }
      return parse(decode(file, PlainFile.bytes(file)), file.toString());
    } catch (IOException e) {
      throw new YamlConfigException("Can't read " + file + ": " + e.getMessage(), e);
    }
  }

  private static String decode(Path file, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new YamlConfigException(file + " is no text in UTF-8.", e);
    }
  }

  /**
   * Reads settings from a text.
   *
   * @param source where it comes from, for messages
   * @throws YamlConfigException if it is no YAML with names and values
   */
  public static YamlConfig parse(String text, String source) {
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return new YamlConfig(new YamlUsage(source), "", YamlDocument.read(source, content));
  }

  /** Where the settings come from, for messages. */
  public String source() {
    return usage.source;
  }

  /** Whether there is a setting of this name, with a value. */
  public boolean has(String name) {
    return find(name).isPresent();
  }

  /**
   * The settings of a section, which may be missing: then it is an empty one.
   *
   * @throws YamlConfigException if the name has another value
   */
  public YamlConfig section(String name) {
    YamlNode found = find(name).orElse(new YamlNode.Mapping(Map.of(), Map.of(), node.line()));
    if (!(found instanceof YamlNode.Mapping mapping)) {
      throw wrong(name, "a section of names with values", found);
    }
    return new YamlConfig(usage, prefix + name + ".", mapping);
  }

  /** Whether a setting is a section. */
  public boolean isSection(String name) {
    return find(name).filter(YamlNode.Mapping.class::isInstance).isPresent();
  }

  /**
   * A text that must be there.
   *
   * @throws YamlConfigException if it is missing or anything else
   */
  public String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name, "a text"));
  }

  /**
   * A text.
   *
   * @throws YamlConfigException if it is anything else
   */
  public String text(String name, String absent) {
    return optionalText(name).orElse(absent);
  }

  /**
   * A text that may be missing.
   *
   * @throws YamlConfigException if it is anything else
   */
  public Optional<String> optionalText(String name) {
    return find(name)
        .map(found -> YamlScalars.text(found).orElseThrow(() -> wrong(name, "a text", found)));
  }

  /**
   * A number that must be there.
   *
   * @throws YamlConfigException if it is missing or anything else
   */
  public double number(String name, NumberRange range) {
    if (!has(name)) {
      throw missing(name, range.description());
    }
    return number(name, 0, range);
  }

  /**
   * A number.
   *
   * @throws YamlConfigException if it is anything else, or out of range
   */
  public double number(String name, double absent, NumberRange range) {
    return find(name).map(found -> number(name, found, range)).orElse(absent);
  }

  private double number(String name, YamlNode found, NumberRange range) {
    return YamlScalars.number(found)
        .filter(range::contains)
        .orElseThrow(() -> wrong(name, range.description(), found));
  }

  /**
   * A whole number that must be there.
   *
   * @throws YamlConfigException if it is missing or anything else
   */
  public int count(String name, int least) {
    if (!has(name)) {
      throw missing(name, whole(least));
    }
    return count(name, least, least);
  }

  /**
   * A whole number.
   *
   * @param least the smallest that makes sense
   * @throws YamlConfigException if it is anything else, or smaller
   */
  public int count(String name, int absent, int least) {
    return find(name).map(found -> count(name, found, least)).orElse(absent);
  }

  private int count(String name, YamlNode found, int least) {
    return YamlScalars.number(found)
        .filter(value -> value == Math.rint(value) && value >= least && value <= Integer.MAX_VALUE)
        .map(Double::intValue)
        .orElseThrow(() -> wrong(name, whole(least), found));
  }

  private static String whole(int least) {
    return "a whole number from " + least;
  }

  /**
   * A choice of true and false.
   *
   * @throws YamlConfigException if it is anything else
   */
  public boolean flag(String name, boolean absent) {
    return find(name)
        .map(
            found ->
                YamlScalars.truth(found).orElseThrow(() -> wrong(name, "true or false", found)))
        .orElse(absent);
  }

  /** Whether a setting is false, which stands for "none" where a text could be. */
  public boolean isFalse(String name) {
    return find(name).flatMap(YamlScalars::truth).filter(value -> !value).isPresent();
  }

  /**
   * A list of texts, or one text alone.
   *
   * @throws YamlConfigException if it is anything else
   */
  public List<String> texts(String name, List<String> absent) {
    return list(name)
        .map(
            items ->
                items.stream()
                    .map(
                        item ->
                            YamlScalars.text(item)
                                .orElseThrow(() -> wrong(name, "a list of texts", item)))
                    .toList())
        .orElse(absent);
  }

  /**
   * A list of whole numbers, or one alone.
   *
   * @throws YamlConfigException if it is anything else
   */
  public List<Integer> counts(String name, List<Integer> absent, int least) {
    return list(name)
        .map(items -> items.stream().map(item -> count(name, item, least)).toList())
        .orElse(absent);
  }

  private Optional<List<YamlNode>> list(String name) {
    return find(name)
        .map(
            found ->
                found instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(found));
  }

  /**
   * One of the names of an enumeration, in small letters, with hyphens or underscores.
   *
   * @throws YamlConfigException if it is none of them; the message lists them
   */
  public <E extends Enum<E>> E choice(String name, Class<E> type, E absent) {
    Optional<YamlNode> found = find(name);
    if (found.isEmpty()) {
      return absent;
    }
    List<String> names = new ArrayList<>();
    for (E value : type.getEnumConstants()) {
      String word = value.name().toLowerCase(Locale.ROOT);
      // As it is written, because YAML takes a bare `no` for false.
      if (found.get() instanceof YamlNode.Scalar scalar
          && scalar.text().replace('-', '_').equals(word)) {
        return value;
      }
      names.add(word);
    }
    throw wrong(name, "one of " + String.join(", ", names), found.get());
  }

  /**
   * A value as plain Java objects: numbers, booleans, texts, lists and maps. What is below it
   * counts as known.
   */
  public Optional<Object> value(String name) {
    return find(name).map(found -> plain(name, found));
  }

  private Object plain(String name, YamlNode found) {
    if (found instanceof YamlNode.Mapping mapping) {
      Map<String, Object> values = new LinkedHashMap<>();
      mapping.entries().entrySet().stream()
          .filter(entry -> !YamlScalars.isNothing(entry.getValue()))
          .forEach(
              entry ->
                  values.put(entry.getKey(), plain(name + "." + entry.getKey(), entry.getValue())));
      return values;
    }
    if (found instanceof YamlNode.Sequence sequence) {
      return sequence.items().stream().map(item -> plain(name, item)).toList();
    }
    Optional<Object> scalar =
        YamlScalars.truth(found)
            .map(Object.class::cast)
            .or(() -> YamlScalars.number(found).map(YamlConfig::shortest))
            .or(() -> YamlScalars.text(found));
    return scalar.orElseThrow(() -> wrong(name, "a value", found));
  }

  private static Object shortest(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE;
    return whole ? (Object) (int) value : (Object) value;
  }

  /**
   * Notes that a setting has no effect, if it is there.
   *
   * @param reason why, as it follows its name: "runs are logged as JSON lines"
   */
  public void withoutEffect(String name, String reason) {
    if (has(name)) {
      usage.ineffective(prefix + name, line(name), reason);
    }
  }

  /** The error for a setting whose value makes no sense or can't be done. */
  public YamlConfigException invalid(String name, String problem) {
    String at = node.lines().containsKey(name) ? ", line " + line(name) : "";
    return new YamlConfigException(usage.source + at + ": " + prefix + name + " " + problem + ".");
  }

  /** The error for a section whose settings make no sense together. */
  public YamlConfigException invalid(String problem) {
    String path = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1) + " ";
    return new YamlConfigException(
        usage.source + ", line " + node.line() + ": " + path + problem + ".");
  }

  /**
   * Ends the reading of all sections.
   *
   * @return the settings that have no effect here, each with the reason
   * @throws YamlConfigException if there are settings that nobody asked for; or some without
   *     effect, and that is to fail
   */
  public List<String> finish(Strictness strictness) {
    if (!prefix.isEmpty()) {
      throw new IllegalStateException("the whole file is finished, not its section " + prefix);
    }
    usage.requireAllKnown(node);
    List<String> notes = usage.notes();
    if (strictness == Strictness.FAIL && !notes.isEmpty()) {
      throw new YamlConfigException(
          usage.source + ": settings without effect here:\n  " + String.join("\n  ", notes));
    }
    return notes;
  }

  private Optional<YamlNode> find(String name) {
    usage.ask(prefix + name);
    Optional<YamlNode> found =
        Optional.ofNullable(node.entries().get(name))
            .filter(value -> !YamlScalars.isNothing(value));
    if (found.isPresent()
        && found.get() instanceof YamlNode.Scalar scalar
        && scalar.text().contains("${")) {
      throw invalid(name, "refers to another setting with ${...}; write the value out");
    }
    return found;
  }

  private int line(String name) {
    return Optional.ofNullable(node.lines().get(name)).orElse(node.line());
  }

  private YamlConfigException missing(String name, String expected) {
    return new YamlConfigException(
        usage.source + ": " + prefix + name + " is missing; expected " + expected + ".");
  }

  private YamlConfigException wrong(String name, String expected, YamlNode found) {
    return new YamlConfigException(
        usage.source
            + ", line "
            + found.line()
            + ": "
            + prefix
            + name
            + " must be "
            + expected
            + ", found "
            + found.description()
            + ".");
  }
}
