package io.asva.core.onnx.internal;

import io.asva.core.graph.Value;
import io.asva.core.graph.op.Weight;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Products of rows with a checkpoint's matrix in integers of 8 bits. The rows are quantised when
 * the network runs, with one scale and zero point for all that come together: those of a block that
 * {@link io.asva.core.graph.pass.Blocking} makes.
 */
final class Int8Product {
  /** Few rows are bound by reading the matrix, and are what a whole clip depends on. */
  private static final int FEWEST_ROWS = 64;

  private Int8Product() {}

  /**
   * Adds the product with a bias.
   *
   * @param rows a tensor (rows, in)
   * @param count how many rows there are
   * @param weight the value of the matrix (out, in), or with extents of 1 behind
   * @param bias one number for each output channel
   * @return the name of the result (rows, out); empty where single precision is the better choice
   */
  static Optional<String> of(
      Emitter out, String rows, long count, Value weight, Optional<Value> bias) {
    return count < FEWEST_ROWS
        ? Optional.empty()
        : out.weightOf(weight).map(matrix -> product(out, rows, matrix, bias));
  }

  private static String product(Emitter out, String rows, Weight matrix, Optional<Value> bias) {
    int channels = matrix.shape().dim(0);
    int in = Math.toIntExact(matrix.shape().elements() / channels);
    String name = matrix.valueName() + "/int8";
    String integers =
        out.derived(
            name,
            ElementType.I8,
            Shape.of(in, channels),
            new Int8Weights(matrix, Int8Weights.Part.MATRIX));
    String scales =
        out.derived(
            name + "/scale",
            ElementType.F32,
            Shape.of(channels),
            new Int8Weights(matrix, Int8Weights.Part.SCALES));
    String noZeroPoint = "";
    List<String> inputs =
        bias.map(b -> List.of(rows, integers, scales, noZeroPoint, out.of(b)))
            .orElse(List.of(rows, integers, scales));
    return out.contrib("DynamicQuantizeMatMul", inputs);
  }
}
