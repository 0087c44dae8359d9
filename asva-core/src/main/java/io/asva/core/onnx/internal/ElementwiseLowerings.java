package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.op.Affine;
import io.asva.core.graph.op.Binary;
import io.asva.core.graph.op.Cast;
import io.asva.core.graph.op.Clamp;
import io.asva.core.graph.op.Unary;
import java.util.List;

/** Operations on each element. */
final class ElementwiseLowerings {
  private static final float QUICK_GELU = 1.702f;

  private ElementwiseLowerings() {}

  static String unary(Emitter out, Unary op, Node node) {
    String x = out.of(node.inputs().get(0));
    return switch (op.function()) {
      case SILU -> out.node("Mul", List.of(x, out.node("Sigmoid", List.of(x))));
      case QUICK_GELU ->
          out.node(
              "Mul",
              List.of(
                  x,
                  out.node(
                      "Sigmoid",
                      List.of(
                          out.node(
                              "Mul", List.of(x, out.scalar(QUICK_GELU, node.output().type())))))));
      case GELU -> out.node("Gelu", List.of(x));
      case RELU -> out.node("Relu", List.of(x));
      case SIGMOID -> out.node("Sigmoid", List.of(x));
      case EXP -> out.node("Exp", List.of(x));
      case ABS -> out.node("Abs", List.of(x));
      case SQRT -> out.node("Sqrt", List.of(x));
      case SIN -> out.node("Sin", List.of(x));
      case COS -> out.node("Cos", List.of(x));
    };
  }

  static String unaryFused(Emitter out, Unary op, Node node) {
    List<String> x = List.of(out.of(node.inputs().get(0)));
    return switch (op.function()) {
      case SILU -> out.contrib("QuickGelu", x, Attribute.of("alpha", 1f));
      case QUICK_GELU -> out.contrib("QuickGelu", x, Attribute.of("alpha", QUICK_GELU));
      case GELU -> out.contrib("Gelu", x);
      default -> unary(out, op, node);
    };
  }

  static String binary(Emitter out, Binary op, Node node) {
    String name =
        switch (op.operator()) {
          case ADD -> "Add";
          case SUB -> "Sub";
          case MUL -> "Mul";
          case DIV -> "Div";
        };
    return out.node(name, List.of(out.of(node.inputs().get(0)), out.of(node.inputs().get(1))));
  }

  static String affine(Emitter out, Affine op, Node node) {
    String x = out.of(node.inputs().get(0));
    String scaled =
        op.scale() == 1
            ? x
            : out.node("Mul", List.of(x, out.scalar(op.scale(), node.output().type())));
    return op.shift() == 0
        ? scaled
        : out.node("Add", List.of(scaled, out.scalar(op.shift(), node.output().type())));
  }

  static String cast(Emitter out, Cast op, Node node) {
    return out.node(
        "Cast", List.of(out.of(node.inputs().get(0))), Attribute.of("to", OnnxTypes.of(op.type())));
  }

  static String clamp(Emitter out, Clamp op, Node node) {
    String low =
        out.node(
            "Max",
            List.of(out.of(node.inputs().get(0)), out.scalar(op.min(), node.output().type())));
    return out.node("Min", List.of(low, out.scalar(op.max(), node.output().type())));
  }
}
