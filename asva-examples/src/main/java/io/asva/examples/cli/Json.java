package io.asva.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.asva.core.runtime.ResolvedDevice;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer for machines: one JSON object, whose keys keep their order. */
final class Json {
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  /** Adds text, a number, a list or a map, or {@code null}. */
  Json put(String key, @Nullable Object value) {
    values.put(key, value);
    return this;
  }

  /** Adds where networks ran, and in which precision. */
  Json put(ResolvedDevice device) {
    return put("device", device.place().toString()).put("precision", device.precision().word());
  }

  /** The values that were added, to be put into another object. */
  Map<String, @Nullable Object> values() {
    return values;
  }

  void print(PrintWriter out) {
    try {
      out.println(
          new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(values));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are always JSON", e);
    }
  }
}
