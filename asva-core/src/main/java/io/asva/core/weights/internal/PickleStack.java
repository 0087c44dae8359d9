package io.asva.core.weights.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The state of a pickle machine: a stack with marks, and the memo. */
final class PickleStack {
  private final Unpickler machine;
  private final List<Object> items = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final Map<Long, Object> memo = new HashMap<>();

  PickleStack(Unpickler machine) {
    this.machine = machine;
  }

  void push(Object item) {
    items.add(item);
  }

  Object pop() {
    int top = items.size() - 1;
    if (top < 0 || (!marks.isEmpty() && top < marks.get(marks.size() - 1))) {
      throw machine.damaged("its stack is empty");
    }
    return items.remove(top);
  }

  <T> T pop(Class<T> type) {
    return cast(pop(), type);
  }

  Object peek() {
    Object top = pop();
    items.add(top);
    return top;
  }

  <T> T peek(Class<T> type) {
    return cast(peek(), type);
  }

  private <T> T cast(Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw machine.damaged(
          "expected " + type.getSimpleName() + ", found " + value.getClass().getSimpleName());
    }
    return type.cast(value);
  }

  void mark() {
    marks.add(items.size());
  }

  /** Takes everything above the last mark, and the mark. */
  List<Object> popMark() {
    if (marks.isEmpty()) {
      throw machine.damaged("a mark is missing");
    }
    List<Object> above = items.subList(marks.remove(marks.size() - 1), items.size());
    List<Object> taken = new ArrayList<>(above);
    above.clear();
    return taken;
  }

  PickleTuple popTuple(int size) {
    Object[] taken = new Object[size];
    for (int i = size - 1; i >= 0; i--) {
      taken[i] = pop();
    }
    return new PickleTuple(List.of(taken));
  }

  void remember(long index) {
    memo.put(index, peek());
  }

  /** Remembers under the next free index. */
  void remember() {
    remember(memo.size());
  }

  void recall(long index) {
    Object value = memo.get(index);
    if (value == null) {
      throw machine.damaged("nothing is remembered under " + index);
    }
    push(value);
  }
}
