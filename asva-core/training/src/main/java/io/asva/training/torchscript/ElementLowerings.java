package io.asva.training.torchscript;

import static io.asva.training.torchscript.Source.call;

import io.asva.core.graph.op.Affine;
import io.asva.core.graph.op.Binary;
import io.asva.core.graph.op.Cast;
import io.asva.core.graph.op.Clamp;
import io.asva.core.graph.op.LogSoftmax;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.ElementType;

/** Functions of each element, and of rows. */
final class ElementLowerings {
  private ElementLowerings() {}

  static void addTo(Lowerings.Table table) {
    table.put(Unary.class, ElementLowerings::unary);
    table.put(
        Binary.class,
        (op, site) -> site.fresh(call(function(op.operator()), site.in(0), site.in(1))));
    table.put(Affine.class, ElementLowerings::affine);
    table.put(Cast.class, (op, site) -> site.in(0) + ".to(" + dtype(op.type()) + ")");
    table.put(LogSoftmax.class, (op, site) -> call("log_softmax", site.in(0), -1));
    table.put(Clamp.class, (op, site) -> call("clamp", site.in(0), op.min(), op.max()));
  }

  /** TorchScript's number of a type (c10::ScalarType). */
  private static int dtype(ElementType type) {
    return switch (type) {
      case U8 -> 0;
      case I8 -> 1;
      case I16 -> 2;
      case I32 -> 3;
      case I64 -> 4;
      case F16 -> 5;
      case F32 -> 6;
      case F64 -> 7;
      case BOOL -> 11;
      case BF16 -> 15;
    };
  }

  private static String unary(Unary op, Site site) {
    String x = site.in(0);
    return switch (op.function()) {
      case SILU -> call("silu", x);
      case GELU -> call("gelu", x);
      case QUICK_GELU -> call("mul", x, site.let("sigmoid", call("mul", x, 1.702f)));
      case RELU -> site.isRectified() ? x : call("relu", x);
      case SIGMOID -> call("sigmoid", x);
      case EXP -> call("exp", x);
      case ABS -> call("abs", x);
      case SQRT -> call("sqrt", x);
      case SIN -> call("sin", x);
      case COS -> call("cos", x);
    };
  }

  private static String function(Binary.Operator operator) {
    return switch (operator) {
      case ADD -> "add";
      case SUB -> "sub";
      case MUL -> "mul";
      case DIV -> "div";
    };
  }

  private static String affine(Affine op, Site site) {
    String scaled = op.scale() == 1 ? site.in(0) : call("mul", site.in(0), op.scale());
    return op.shift() == 0 ? scaled : call("add", scaled, op.shift());
  }
}
