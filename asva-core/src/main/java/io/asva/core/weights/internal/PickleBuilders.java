package io.asva.core.weights.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Builds plain containers and values from the arguments that a pickle gives. */
final class PickleBuilders {
  private PickleBuilders() {}

  /** A dictionary, empty or from pairs or another dictionary. */
  static Object dict(Unpickler machine, PickleTuple arguments) {
    PickleDict dict = new PickleDict();
    if (arguments.size() > 0) {
      if (arguments.get(0) instanceof PickleDict other) {
        machine.charge(other.items().size());
        dict.items().putAll(other.items());
      } else {
        for (Object pair : items(machine, arguments.get(0))) {
          List<Object> both = items(machine, pair);
          if (both.size() != 2) {
            throw machine.damaged("a dictionary's items must be pairs");
          }
          dict.items().put(machine.key(both.get(0)), both.get(1));
        }
      }
    }
    return dict;
  }

  /** The first argument is what makes defaults, which nothing needs here. */
  static Object defaultDict(Unpickler machine, PickleTuple arguments) {
    return dict(
        machine,
        arguments.size() < 2
            ? new PickleTuple(List.of())
            : new PickleTuple(arguments.items().subList(1, arguments.size())));
  }

  static Object list(Unpickler machine, PickleTuple arguments) {
    PickleList list = new PickleList();
    if (arguments.size() > 0) {
      list.items().addAll(items(machine, arguments.get(0)));
    }
    return list;
  }

  static Object tuple(Unpickler machine, PickleTuple arguments) {
    if (arguments.size() == 0) {
      return arguments;
    }
    return arguments.get(0) instanceof PickleTuple tuple
        ? tuple
        : new PickleTuple(items(machine, arguments.get(0)));
  }

  /** Bytes; nothing reads them, so bytes given stay as they are. */
  static Object bytes(Unpickler machine, PickleTuple arguments) {
    return arguments.size() == 0 ? new byte[0] : arguments.get(0);
  }

  /** How protocol 2 writes bytes: text to be encoded as Latin-1. */
  static Object encode(Unpickler machine, PickleTuple arguments) {
    if (arguments.size() == 0 || !(arguments.get(0) instanceof String text)) {
      throw machine.damaged("only text can be encoded");
    }
    machine.charge(text.length() / 16);
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A plain value, which the arguments stand for. */
  static Object plain(Unpickler machine, PickleTuple arguments) {
    return arguments.size() == 1 ? arguments.get(0) : arguments;
  }

  private static List<Object> items(Unpickler machine, Object container) {
    List<Object> items;
    if (container instanceof PickleTuple tuple) {
      items = tuple.items();
    } else if (container instanceof PickleList list) {
      items = list.items();
    } else {
      throw machine.damaged("a list or a tuple was expected");
    }
    machine.charge(items.size());
    return items;
  }
}
