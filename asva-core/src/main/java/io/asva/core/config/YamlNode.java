package io.asva.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** A piece of a YAML file, with the line on which it begins. */
sealed interface YamlNode {
  /** The line, counted from 1. */
  int line();

  /** Describes the node's kind, for messages that say what was found. */
  String description();

  /** The values as JSON; names without a value are left out. */
  JsonNode json();

  /**
   * A single value as it is written.
   *
   * @param style whether it stands in quotes, and so is a text whatever it looks like
   */
  record Scalar(String text, Style style, int line) implements YamlNode {
    private static final int SHOWN = 60;

    /** How a value is written. */
    enum Style {
      PLAIN,
      QUOTED
    }

    boolean isPlain() {
      return style == Style.PLAIN;
    }

    @Override
    public String description() {
      String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
      return switch (YamlScalars.kind(this)) {
        case NOTHING -> "nothing";
        case TRUTH, NUMBER -> shown;
        case TEXT -> "the text \"" + shown + "\"";
      };
    }

    @Override
    public JsonNode json() {
      return YamlScalars.json(this);
    }
  }

  /** Values one after another. */
  record Sequence(List<YamlNode> items, int line) implements YamlNode {
    @Override
    public String description() {
      return "a list of " + items.size();
    }

    @Override
    public JsonNode json() {
      ArrayNode values = JsonNodeFactory.instance.arrayNode();
      items.forEach(item -> values.add(item.json()));
      return values;
    }
  }

  /**
   * Named values.
   *
   * @param lines the line of each name
   */
  record Mapping(Map<String, YamlNode> entries, Map<String, Integer> lines, int line)
      implements YamlNode {
    @Override
    public String description() {
      return "a section with " + entries.keySet();
    }

    @Override
    public JsonNode json() {
      ObjectNode values = JsonNodeFactory.instance.objectNode();
      entries.forEach(
          (name, value) -> {
            if (!YamlScalars.isNothing(value)) {
              values.set(name, value.json());
            }
          });
      return values;
    }
  }
}
