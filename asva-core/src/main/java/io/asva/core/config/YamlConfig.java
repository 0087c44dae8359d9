package io.asva.core.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A section of a YAML file of settings, which notes what was asked of it: a setting that nobody
 * asks for is an error at the end, {@link #finish}. A setting without a value ({@code null}) counts
 * as omitted.
 *
 * <p>Values are those of YAML 1.1 ({@code True}, {@code no} and {@code null} are not texts), but
 * {@code 1e-4} is a number. Not safe for use by many threads.
 */
public final class YamlConfig {
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
    return parse(YamlDocument.text(file), file.toString());
  }

  /**
   * Reads settings from a text.
   *
   * @param source where it comes from, for messages
   * @throws YamlConfigException if it is no YAML with names and values
   */
  public static YamlConfig parse(String text, String source) {
    return new YamlConfig(new YamlUsage(source), "", YamlDocument.read(source, text));
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

  /**
   * A text that must be there.
   *
   * @throws YamlConfigException if it is missing or anything else
   */
  public String text(String name) {
    return required(name, "a text", optionalText(name));
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
    return find(name, "a text", YamlScalars::text);
  }

  /**
   * A number that must be there.
   *
   * @throws YamlConfigException if it is missing or anything else
   */
  public double number(String name, NumberRange range) {
    return required(name, range.description(), optionalNumber(name, range));
  }

  /**
   * A number.
   *
   * @throws YamlConfigException if it is anything else, or out of range
   */
  public double number(String name, double absent, NumberRange range) {
    return optionalNumber(name, range).orElse(absent);
  }

  private Optional<Double> optionalNumber(String name, NumberRange range) {
    return find(
        name, range.description(), found -> YamlScalars.number(found).filter(range::contains));
  }

  /**
   * A whole number that must be there.
   *
   * @throws YamlConfigException if it is missing or anything else
   */
  public int count(String name, int least) {
    return required(name, whole(least), optionalCount(name, least));
  }

  /**
   * A whole number.
   *
   * @param least the smallest that makes sense
   * @throws YamlConfigException if it is anything else, or smaller
   */
  public int count(String name, int absent, int least) {
    return optionalCount(name, least).orElse(absent);
  }

  private Optional<Integer> optionalCount(String name, int least) {
    return find(name, whole(least), found -> YamlScalars.whole(found, least));
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
    return find(name, "true or false", YamlScalars::truth).orElse(absent);
  }

  /** Whether a setting is false, which means "none" where a text could be. */
  public boolean isFalse(String name) {
    return find(name).flatMap(YamlScalars::truth).filter(value -> !value).isPresent();
  }

  /**
   * A list of texts, or one text alone.
   *
   * @throws YamlConfigException if it is anything else
   */
  public List<String> texts(String name, List<String> absent) {
    return list(name, "a list of texts", YamlScalars::text).orElse(absent);
  }

  /**
   * A list of whole numbers, or one alone.
   *
   * @throws YamlConfigException if it is anything else
   */
  public List<Integer> counts(String name, List<Integer> absent, int least) {
    return list(name, whole(least), item -> YamlScalars.whole(item, least)).orElse(absent);
  }

  private <T> Optional<List<T>> list(
      String name, String expected, Function<YamlNode, Optional<T>> as) {
    return find(name)
        .map(found -> found instanceof YamlNode.Sequence list ? list.items() : List.of(found))
        .map(items -> items.stream().map(item -> read(name, item, expected, as)).toList());
  }

  /**
   * One of the names of an enumeration, in small letters, with hyphens or underscores.
   *
   * @throws YamlConfigException if it is none of them; the message lists them
   */
  public <E extends Enum<E>> E choice(String name, Class<E> type, E absent) {
    Map<String, E> choices = new LinkedHashMap<>();
    for (E value : type.getEnumConstants()) {
      choices.put(value.name().toLowerCase(Locale.ROOT), value);
    }
    // As it is written, because YAML takes a bare `no` for false.
    return find(
            name,
            "one of " + String.join(", ", choices.keySet()),
            found ->
                YamlScalars.written(found)
                    .flatMap(text -> Optional.ofNullable(choices.get(text.replace('-', '_')))))
        .orElse(absent);
  }

  /** The settings of these names that are there, as a JSON object. All below them is known. */
  public ObjectNode tree(List<String> names) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    names.forEach(name -> find(name).ifPresent(found -> values.set(name, found.json())));
    return values;
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
    return usage.finish(node, strictness);
  }

  private Optional<YamlNode> find(String name) {
    usage.ask(prefix + name);
    Optional<YamlNode> found =
        Optional.ofNullable(node.entries().get(name))
            .filter(value -> !YamlScalars.isNothing(value));
    if (found.flatMap(YamlScalars::written).filter(text -> text.contains("${")).isPresent()) {
      throw invalid(name, "refers to another setting with ${...}; write the value out");
    }
    return found;
  }

  private int line(String name) {
    return Optional.ofNullable(node.lines().get(name)).orElse(node.line());
  }

  private <T> Optional<T> find(String name, String expected, Function<YamlNode, Optional<T>> as) {
    return find(name).map(found -> read(name, found, expected, as));
  }

  private <T> T required(String name, String expected, Optional<T> value) {
    return value.orElseThrow(
        () ->
            new YamlConfigException(
                usage.source + ": " + prefix + name + " is missing; expected " + expected + "."));
  }

  private <T> T read(
      String name, YamlNode found, String expected, Function<YamlNode, Optional<T>> as) {
    return as.apply(found).orElseThrow(() -> wrong(name, expected, found));
  }

  private YamlConfigException wrong(String name, String expected, YamlNode found) {
    return fail(found.line(), name, "must be " + expected + ", found " + found.description());
  }

  private YamlConfigException fail(int line, String name, String problem) {
    return new YamlConfigException(
        usage.source + ", line " + line + ": " + prefix + name + " " + problem + ".");
  }
}
