package io.asva.core.weights.internal;

import java.util.ArrayList;
import java.util.List;

/** A list, or a set in the order it was written. Equality is identity. */
final class PickleList {
  private final List<Object> items = new ArrayList<>(2);

  List<Object> items() {
    return items;
  }
}
