package io.asva.core.weights.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/** A dictionary, ordered or not. Equality is identity. */
final class PickleDict {
  private final Map<Object, Object> items = new LinkedHashMap<>(4);

  Map<Object, Object> items() {
    return items;
  }
}
