package io.asva.core.config;

import io.asva.core.message.NearestNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which settings of a file were asked for, over all its sections. */
final class YamlUsage {
  private static final int SUGGESTED = 3;
  private static final int LONGEST_NAME = 100;

  final String source;
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, String> ineffective = new LinkedHashMap<>();

  YamlUsage(String source) {
    this.source = source;
  }

  void ask(String path) {
    known.add(path);
  }

  void ineffective(String path, int line, String reason) {
    ineffective.put(path, path + " (line " + line + "): " + reason);
  }

  /** Ends the reading; returns the settings without effect, each with the reason. */
  List<String> finish(YamlNode.Mapping root, Strictness strictness) {
    requireAllKnown(root);
    List<String> notes = List.copyOf(ineffective.values());
    if (strictness == Strictness.FAIL && !notes.isEmpty()) {
      throw new YamlConfigException(
          source + ": settings without effect here:\n  " + String.join("\n  ", notes));
    }
    return notes;
  }

  /** Throws if there are settings that nobody asked for; lists them all. */
  private void requireAllKnown(YamlNode.Mapping root) {
    List<String> unknown = new ArrayList<>();
    collect("", root, unknown);
    if (!unknown.isEmpty()) {
      String what = unknown.size() == 1 ? "a setting is" : unknown.size() + " settings are";
      throw new YamlConfigException(
          source + ": " + what + " not known:\n  " + String.join("\n  ", unknown));
    }
  }

  private void collect(String prefix, YamlNode.Mapping section, List<String> unknown) {
    section
        .entries()
        .forEach(
            (name, value) -> {
              String path = prefix + name;
              if (!known.contains(path)) {
                unknown.add("line " + section.lines().get(name) + ": " + path + suggestion(path));
              } else if (value instanceof YamlNode.Mapping inner && hasKnown(path + ".")) {
                collect(path + ".", inner, unknown);
              }
            });
  }

  private boolean hasKnown(String prefix) {
    return known.stream().anyMatch(path -> path.startsWith(prefix));
  }

  private String suggestion(String path) {
    List<String> near =
        path.length() > LONGEST_NAME ? List.of() : NearestNames.of(path, known, SUGGESTED);
    return near.isEmpty() ? "" : "; the nearest known: " + String.join(", ", near);
  }
}
