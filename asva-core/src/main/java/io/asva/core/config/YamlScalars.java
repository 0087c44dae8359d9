package io.asva.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Interprets scalar values as YAML 1.1 does, which the original's reader follows, but for numbers
 * with an exponent: {@code 1e-4} is one, though the standard asks for {@code 1.0e-4}.
 */
final class YamlScalars {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9][0-9_]*\\.?[0-9_]*|\\.[0-9][0-9_]*)([eE][-+]?[0-9]{1,5})?");
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE =
      Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF");

  private YamlScalars() {}

  /** The type of a scalar. */
  enum Kind {
    NOTHING,
    TRUTH,
    NUMBER,
    TEXT
  }

  static Kind kind(YamlNode.Scalar scalar) {
    if (!scalar.isPlain()) {
      return Kind.TEXT;
    }
    if (NULLS.contains(scalar.text())) {
      return Kind.NOTHING;
    }
    if (TRUE.contains(scalar.text()) || FALSE.contains(scalar.text())) {
      return Kind.TRUTH;
    }
    return NUMBER.matcher(scalar.text()).matches() ? Kind.NUMBER : Kind.TEXT;
  }

  /** Whether there is nothing behind a name. */
  static boolean isNothing(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && kind(scalar) == Kind.NOTHING;
  }

  static Optional<Boolean> truth(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && kind(scalar) == Kind.TRUTH
        ? Optional.of(TRUE.contains(scalar.text()))
        : Optional.empty();
  }

  /** A finite number. */
  static Optional<Double> number(YamlNode node) {
    if (!(node instanceof YamlNode.Scalar scalar) || kind(scalar) != Kind.NUMBER) {
      return Optional.empty();
    }
    return Optional.of(value(scalar)).filter(Double::isFinite);
  }

  static Optional<String> text(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && kind(scalar) == Kind.TEXT
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  /** A whole number from the least one to the largest int. */
  static Optional<Integer> whole(YamlNode node, int least) {
    return number(node)
        .filter(value -> value == Math.rint(value) && value >= least && value <= Integer.MAX_VALUE)
        .map(Double::intValue);
  }

  /** The characters of a scalar, whatever they mean. */
  static Optional<String> written(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
  }

  /** A scalar's value; whole numbers have no fraction. */
  static JsonNode json(YamlNode.Scalar scalar) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (kind(scalar)) {
      case NOTHING -> json.nullNode();
      case TRUTH -> json.booleanNode(TRUE.contains(scalar.text()));
      case TEXT -> json.textNode(scalar.text());
      case NUMBER -> {
        Optional<Integer> whole = whole(scalar, -Integer.MAX_VALUE);
        yield whole.isPresent() ? json.numberNode(whole.get()) : json.numberNode(value(scalar));
      }
    };
  }

  private static double value(YamlNode.Scalar number) {
    return Double.parseDouble(number.text().replace("_", ""));
  }
}
