package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;
import java.util.Locale;

/** Checks the shapes of operations' inputs. */
final class Checks {
  private Checks() {}

  static void require(boolean condition, String message, Object... arguments) {
    if (!condition) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, arguments));
    }
  }

  static void optionalVector(List<Shape> inputs, int position, int extent, String what) {
    if (inputs.size() > position) {
      Shape shape = inputs.get(position);
      require(
          shape.equals(Shape.of(extent)), "%s must be %s, not %s", what, Shape.of(extent), shape);
    }
  }
}
