package io.asva.core.weights.internal;

import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Builds tensors and storages from the arguments that torch pickles. */
final class TorchBuilders {
  private TorchBuilders() {}

  /** (storage, offset, size, stride, ...). */
  static Object tensor(Unpickler machine, PickleTuple arguments) {
    TorchStorage storage = argument(machine, arguments, 0, TorchStorage.class);
    return tensor(machine, arguments, storage.type());
  }

  /** (storage, offset, size, stride, requires_grad, hooks, dtype, ...). */
  static Object tensorOfDtype(Unpickler machine, PickleTuple arguments) {
    return tensor(
        machine, arguments, argument(machine, arguments, 6, TorchTensor.Dtype.class).elements());
  }

  private static TorchTensor tensor(Unpickler machine, PickleTuple arguments, ElementType type) {
    TorchStorage storage = argument(machine, arguments, 0, TorchStorage.class);
    long offset = argument(machine, arguments, 1, Long.class);
    List<Long> dims = numbers(machine, argument(machine, arguments, 2, PickleTuple.class));
    List<Long> strides = numbers(machine, argument(machine, arguments, 3, PickleTuple.class));
    if (dims.size() != strides.size() || offset < 0) {
      throw machine.damaged("a tensor's size " + dims + " does not fit its strides " + strides);
    }
    Shape shape =
        Shapes.of(machine.file(), "a tensor", dims.stream().mapToLong(Long::longValue).toArray());
    TorchTensor tensor = new TorchTensor(storage, type, offset, shape, strides);
    long storageBytes = storage.elements() * storage.type().bytes();
    if (!fits(tensor, storageBytes)) {
      throw machine.damaged(
          "a tensor of shape "
              + shape
              + ", strides "
              + strides
              + " and offset "
              + offset
              + " reaches beyond its storage of "
              + storageBytes
              + " bytes");
    }
    return tensor;
  }

  private static boolean fits(TorchTensor tensor, long storageBytes) {
    try {
      long span = tensor.span();
      return span == 0
          || Math.multiplyExact(Math.addExact(tensor.offset(), span), (long) tensor.type().bytes())
              <= storageBytes;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  /** (tensor, ...): a parameter is its tensor. */
  static Object parameter(Unpickler machine, PickleTuple arguments) {
    return argument(machine, arguments, 0, TorchTensor.class);
  }

  /** (function, type, arguments, state): a tensor of a subclass. */
  static Object fromType(Unpickler machine, PickleTuple arguments) {
    PickleGlobals.Callable function = argument(machine, arguments, 0, PickleGlobals.Callable.class);
    if (function == PickleGlobals.find("torch._tensor", "_rebuild_from_type_v2").orElseThrow()) {
      throw machine.damaged("a tensor rebuilt from itself"); // could nest without end
    }
    Object result = function.call(machine, argument(machine, arguments, 2, PickleTuple.class));
    if (!(result instanceof TorchTensor)) {
      throw machine.damaged("a tensor was expected");
    }
    return result;
  }

  /** ("storage", type, key, location, elements[, (view's key, offset, elements)]). */
  static TorchStorage storage(Unpickler machine, PickleTuple id) {
    if (!"storage".equals(argument(machine, id, 0, String.class))) {
      throw machine.damaged("a reference to " + id.get(0) + " where one to a storage was expected");
    }
    ElementType type = argument(machine, id, 1, TorchStorage.Type.class).elements();
    String key = argument(machine, id, 2, String.class);
    long elements = count(machine, id, 4);
    if (id.size() > 5 && id.get(5) instanceof PickleTuple view) {
      long offset = count(machine, view, 1);
      long part = count(machine, view, 2);
      if (offset > elements - part) {
        throw machine.damaged("a view of storage " + key + " reaches beyond it");
      }
      return new TorchStorage(key, type, part, offset);
    }
    return new TorchStorage(key, type, elements, 0);
  }

  private static long count(Unpickler machine, PickleTuple from, int index) {
    long n = argument(machine, from, index, Long.class);
    if (n < 0 || n > Long.MAX_VALUE / 16) {
      throw machine.damaged("a storage can't have " + n + " elements");
    }
    return n;
  }

  private static List<Long> numbers(Unpickler machine, PickleTuple tuple) {
    if (tuple.size() > Shapes.MAX_RANK) {
      throw machine.damaged("a tensor of " + tuple.size() + " dimensions");
    }
    List<Long> numbers = new ArrayList<>(tuple.size());
    for (int i = 0; i < tuple.size(); i++) {
      long n = argument(machine, tuple, i, Long.class);
      if (n < 0) {
        throw machine.damaged("a negative size or stride");
      }
      numbers.add(n);
    }
    return numbers;
  }

  private static <T> T argument(Unpickler machine, PickleTuple from, int index, Class<T> type) {
    if (index >= from.size() || !type.isInstance(from.get(index))) {
      throw machine.damaged("argument " + index + " of a tensor or storage is missing or wrong");
    }
    return type.cast(from.get(index));
  }
}
