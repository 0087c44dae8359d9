package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.FrameAttention;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import java.util.List;

/** Attention by matrix products and a softmax, or by ONNX Runtime's fused operation. */
final class AttentionLowering {
  /** Frames and places of (batch, frames, places, c) in each other's place. */
  static final Attribute FRAMES_AND_PLACES = Attribute.of("perm", List.of(0, 2, 1, 3));

  private AttentionLowering() {}

  static String portable(Emitter out, Attention op, Node node) {
    Value q = node.inputs().get(0);
    String mask =
        op.masking() == Attention.Masking.CAUSAL
            ? causalMask(out, q, node.inputs().get(1).dim(1))
            : "";
    String heads = heads(out, out.of(q), q.shape(), op.heads(), List.of(0, 2, 1, 3));
    Shape k = node.inputs().get(1).shape();
    String keys = heads(out, out.of(node.inputs().get(1)), k, op.heads(), List.of(0, 2, 3, 1));
    String values = heads(out, out.of(node.inputs().get(2)), k, op.heads(), List.of(0, 2, 1, 3));
    return out.reshape(
        joined(out, heads, keys, values, mask, scale(out, q, op.heads())), q.shape());
  }

  static String framesPortable(Emitter out, FrameAttention op, Node node) {
    Value q = node.inputs().get(0);
    Shape perPlace = perPlace(q.shape());
    String[] parts = new String[3];
    for (int i = 0; i < 3; i++) {
      parts[i] = framesLast(out, node.inputs().get(i), perPlace);
    }
    String heads = heads(out, parts[0], perPlace, op.heads(), List.of(0, 2, 1, 3));
    String keys = heads(out, parts[1], perPlace, op.heads(), List.of(0, 2, 3, 1));
    String values = heads(out, parts[2], perPlace, op.heads(), List.of(0, 2, 1, 3));
    String result = joined(out, heads, keys, values, "", scale(out, q, op.heads()));
    return framesFirst(out, result, q.shape());
  }

  static String fused(Emitter out, Attention op, Node node) {
    boolean causal = op.masking() == Attention.Masking.CAUSAL;
    if (causal && node.inputs().get(0).dim(1) != node.inputs().get(1).dim(1)) {
      // ONNX Runtime takes fewer queries than keys for the last ones, not the first.
      return portable(out, op, node);
    }
    List<String> inputs = node.inputs().stream().map(out::of).toList();
    return out.contrib(
        "MultiHeadAttention",
        inputs,
        Attribute.of("num_heads", op.heads()),
        Attribute.of("unidirectional", causal ? 1 : 0));
  }

  /**
   * Attention along frames as two batched products: for so few frames twice as fast as
   * MultiHeadAttention.
   */
  static String framesBatched(Emitter out, FrameAttention op, Node node) {
    Shape shape = node.output().shape();
    int width = shape.dim(3) / op.heads();
    List<String> split =
        node.inputs().stream()
            .map(v -> out.reshape(out.of(v), shape.dim(0), shape.dim(1), -1, width))
            .toList();
    Attribute framesLast = Attribute.of("perm", List.of(0, 2, 1, 3));
    String scores =
        out.contrib(
            "FusedMatMul",
            List.of(
                out.node("Transpose", List.of(split.get(0)), framesLast),
                out.node(
                    "Transpose", List.of(split.get(1)), Attribute.of("perm", List.of(0, 2, 3, 1)))),
            Attribute.of("alpha", (float) (1 / Math.sqrt(width))));
    String weights = out.node("Softmax", List.of(scores), Attribute.of("axis", -1));
    String mixed =
        out.node(
            "MatMul", List.of(weights, out.node("Transpose", List.of(split.get(2)), framesLast)));
    return out.reshape(out.node("Transpose", List.of(mixed), framesLast), shape);
  }

  static String framesFused(Emitter out, FrameAttention op, Node node) {
    Shape shape = node.output().shape();
    Shape perPlace = perPlace(shape);
    List<String> inputs =
        node.inputs().stream().map(value -> framesLast(out, value, perPlace)).toList();
    return framesFirst(
        out,
        out.contrib("MultiHeadAttention", inputs, Attribute.of("num_heads", op.heads())),
        shape);
  }

  /** The shape (batch x places, frames, c) of a value (batch, frames, places, c). */
  static Shape perPlace(Shape x) {
    return Shape.of(x.dim(0) * x.dim(2), x.dim(1), x.dim(3));
  }

  private static String framesLast(Emitter out, Value x, Shape perPlace) {
    return out.reshape(
        out.node("Transpose", List.of(out.of(x)), Attribute.of("perm", List.of(0, 2, 1, 3))),
        perPlace);
  }

  static String framesFirst(Emitter out, String perPlace, Shape shape) {
    String places = out.reshape(perPlace, shape.dim(0), shape.dim(2), shape.dim(1), shape.dim(3));
    return out.node("Transpose", List.of(places), Attribute.of("perm", List.of(0, 2, 1, 3)));
  }

  /** (n, tokens, c) split into heads, with axes in the order that the product needs. */
  private static String heads(Emitter out, String x, Shape shape, int heads, List<Integer> axes) {
    String split = out.reshape(x, shape.dim(0), shape.dim(1), heads, shape.dim(2) / heads);
    return out.node("Transpose", List.of(split), Attribute.of("perm", axes));
  }

  private static String scale(Emitter out, Value q, int heads) {
    return out.scalar((float) (1 / Math.sqrt(q.dim(-1) / (double) heads)), q.type());
  }

  private static String joined(
      Emitter out, String q, String k, String v, String mask, String scale) {
    String scores = out.node("Mul", List.of(out.node("MatMul", List.of(q, k)), scale));
    String masked = mask.isEmpty() ? scores : out.node("Add", List.of(scores, mask));
    String weights = out.node("Softmax", List.of(masked), Attribute.of("axis", -1));
    return out.node(
        "Transpose",
        List.of(out.node("MatMul", List.of(weights, v))),
        Attribute.of("perm", List.of(0, 2, 1, 3)));
  }

  private static String causalMask(Emitter out, Value q, int keys) {
    int queries = q.dim(1);
    float[] mask = new float[queries * keys];
    for (int i = 0; i < queries; i++) {
      for (int j = i + 1; j < keys; j++) {
        mask[i * keys + j] = Float.NEGATIVE_INFINITY;
      }
    }
    return out.constant(FloatTensor.of(mask, queries, keys), q.type());
  }
}
