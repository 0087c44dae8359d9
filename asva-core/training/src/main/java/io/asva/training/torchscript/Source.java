package io.asva.training.torchscript;

import io.asva.core.tensor.Shape;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Pieces of TorchScript source. */
final class Source {
  private Source() {}

  /** A call of a function of {@code torch}; numbers become literals. */
  static String call(String function, Object... arguments) {
    return Arrays.stream(arguments)
        .map(a -> a instanceof Float number ? literal(number) : a.toString())
        .collect(Collectors.joining(", ", "torch." + function + "(", ")"));
  }

  /** A list of integers; not an empty one, which TorchScript would take for one of tensors. */
  static String ints(int... values) {
    return Arrays.stream(values)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** The extents of a shape as a list. */
  static String ints(Shape shape) {
    return ints(shape.dims());
  }

  /** The same elements under another shape. */
  static String reshape(String x, Shape shape) {
    return shape.rank() == 0 ? call("squeeze", x) : call("reshape", x, ints(shape));
  }

  /** A number that reads back as the same single precision number. */
  static String literal(float number) {
    if (Float.isNaN(number)) {
      return "float(\"nan\")";
    }
    if (Float.isInfinite(number)) {
      return number > 0 ? "float(\"inf\")" : "float(\"-inf\")";
    }
    return Float.toString(number);
  }
}
