package io.asva.core.weights.internal;

import java.util.List;

/**
 * A tuple. Equality is identity, so that a deeply nested one can't exhaust the stack as a
 * dictionary's key.
 */
final class PickleTuple {
  private final List<Object> items;

  PickleTuple(List<Object> items) {
    this.items = List.copyOf(items);
  }

  List<Object> items() {
    return items;
  }

  int size() {
    return items.size();
  }

  Object get(int index) {
    return items.get(index);
  }

  @Override
  public String toString() {
    return "(" + items.size() + " items)";
  }
}
