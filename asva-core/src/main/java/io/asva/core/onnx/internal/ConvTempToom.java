package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.ConvTemp;
import io.asva.core.graph.op.Weight;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * The linear layer over time as what it is: a part of the first frame, which is computed once, and
 * a filter of two taps along the frames, {@code W1 x_(t-1) + (I + W2) x_t}, which Winograd's short
 * convolution F(3, 2) computes with four products for three frames instead of six.
 */
final class ConvTempToom {
  private static final CookToom SCHEME = CookToom.TWO_TAPS;

  /**
   * Products of more rows are split: ONNX Runtime goes through all rows once for each 128 channels,
   * and this many stay in the cache.
   */
  private static final int ROWS = 1024;

  private ConvTempToom() {}

  static String lower(Emitter out, ConvTemp op, Node node) {
    Value x = node.inputs().get(0);
    Optional<Weight> weight = out.weightOf(node.inputs().get(1));
    if (weight.isEmpty() || x.dim(1) < SCHEME.outputs()) {
      return ConvTempLowering.concatenated(out, op, node);
    }
    int batch = x.dim(0);
    int frames = x.dim(1);
    int c = x.dim(-1);
    int places = Math.toIntExact(x.shape().elements(2, x.shape().rank() - 1));
    int n = SCHEME.products();
    int tiles = Tiling.along(frames, SCHEME.outputs());
    long frame = (long) places * c;
    String first = firstFrame(out, node, weight.get(), batch, places, c);
    String data =
        out.node(
            "MatMul",
            List.of(
                out.shared("time input " + frames, () -> input(frames, tiles)),
                out.reshape(out.of(x), batch, frames, frame)));
    String matrices =
        derived(out, weight.get(), ConvTempWeights.Part.PREVIOUS_AND_PRESENT, Shape.of(n, 1, c, c));
    int pieces = pieces(tiles * places);
    String rows = out.reshape(data, batch, n, pieces, (long) tiles * places / pieces, c);
    String products =
        out.contrib("FusedMatMul", List.of(rows, matrices), Attribute.of("transB", 1));
    String output = out.shared("time output " + frames, () -> output(frames, tiles));
    String result =
        batch == 1
            ? out.node(
                "Gemm",
                List.of(
                    output,
                    out.reshape(products, (long) n * tiles, frame),
                    out.reshape(first, 1, frame)))
            : out.node(
                "Add",
                List.of(
                    out.node(
                        "MatMul",
                        List.of(output, out.reshape(products, batch, (long) n * tiles, frame))),
                    out.reshape(first, batch, 1, frame)));
    return out.reshape(result, node.output().shape());
  }

  /** {@code W0 x_0 + b}, (batch x places, c). */
  private static String firstFrame(
      Emitter out, Node node, Weight weight, int batch, int places, int c) {
    String x = out.of(node.inputs().get(0));
    String first = out.node("Slice", List.of(x, out.longs(0), out.longs(1), out.longs(1)));
    return out.node(
        "Gemm",
        List.of(
            out.reshape(first, (long) batch * places, c),
            derived(out, weight, ConvTempWeights.Part.FIRST_FRAME, Shape.of(c, c)),
            out.of(node.inputs().get(2))),
        Attribute.of("transB", 1));
  }

  private static String derived(
      Emitter out, Weight weight, ConvTempWeights.Part part, Shape shape) {
    String name = weight.name();
    String suffix = part == ConvTempWeights.Part.FIRST_FRAME ? "/first" : "/rest";
    return out.derived(name + suffix, ElementType.F32, shape, new ConvTempWeights(name, part));
  }

  /** The smallest divisor that leaves no more rows a piece than are good. */
  private static int pieces(int rows) {
    int pieces = 1;
    while (rows % pieces != 0 || rows / pieces > ROWS) {
      pieces++;
    }
    return pieces;
  }

  /**
   * (products x tiles, frames): what each product of each tile of frames takes. Before the first
   * frame is the first frame itself, after the last one nothing.
   */
  private static Tensor input(int frames, int tiles) {
    int n = SCHEME.products();
    float[] matrix = new float[n * tiles * frames];
    for (int j = 0; j < n; j++) {
      for (int tile = 0; tile < tiles; tile++) {
        for (int i = 0; i < n; i++) {
          int frame = Math.max(tile * SCHEME.outputs() + i - 1, 0);
          if (frame < frames) {
            matrix[(j * tiles + tile) * frames + frame] += (float) SCHEME.input()[j][i];
          }
        }
      }
    }
    return FloatTensor.of(matrix, n * tiles, frames);
  }

  /** (frames, products x tiles): how the products make each frame. */
  private static Tensor output(int frames, int tiles) {
    int n = SCHEME.products();
    float[] matrix = new float[frames * n * tiles];
    for (int t = 0; t < frames; t++) {
      int tile = t / SCHEME.outputs();
      for (int j = 0; j < n; j++) {
        matrix[(t * n + j) * tiles + tile] = (float) SCHEME.output()[t % SCHEME.outputs()][j];
      }
    }
    return FloatTensor.of(matrix, frames, n * tiles);
  }
}
