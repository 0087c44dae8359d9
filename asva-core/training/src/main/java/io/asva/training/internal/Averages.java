package io.asva.training.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Averages of named figures since the last reset. */
final class Averages {
  private final Map<String, Double> sums = new LinkedHashMap<>();
  private int count;

  void add(Map<String, Double> figures) {
    figures.forEach((name, value) -> sums.merge(name, value, Double::sum));
    count++;
  }

  Map<String, Double> get() {
    Map<String, Double> result = new LinkedHashMap<>(sums);
    result.replaceAll((name, sum) -> sum / count);
    return result;
  }

  void reset() {
    sums.clear();
    count = 0;
  }

  void save(ObjectNode into) {
    into.put("count", count);
    ObjectNode values = into.putObject("sums");
    sums.forEach(values::put);
  }

  void restore(JsonNode from) {
    reset();
    count = from.path("count").asInt();
    from.path("sums").properties().forEach(e -> sums.put(e.getKey(), e.getValue().asDouble()));
  }
}
