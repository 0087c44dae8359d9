package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.Weight;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolutions of 3 x 3 with stride 1 by Winograd's short convolutions in graph operations: one
 * gather cuts the images into overlapping tiles, a constant matrix transforms them, channels are
 * mixed by one matrix product for each of the (m+2)^2 products, and a constant matrix makes m x m
 * pixels of them.
 */
final class Winograd {
  /** Tiles of several images are worked on together up to this size. */
  private static final long PIECE_BYTES = 128L << 20;

  private final Emitter out;
  private final CookToom scheme;
  private final Tiling tiling;
  private final int in;
  private final int channels;

  private Winograd(Emitter out, CookToom scheme, Tiling tiling, int in, int channels) {
    this.out = out;
    this.scheme = scheme;
    this.tiling = tiling;
    this.in = in;
    this.channels = channels;
  }

  /** Adds what computes a convolution that {@link ConvPlan} found suitable. */
  static String lower(Emitter out, CookToom scheme, Conv op, Node node, Weight weight) {
    Shape x = ConvLowering.batched(node.inputs().get(0).shape(), 2);
    Shape y = ConvLowering.batched(node.output().shape(), 2);
    int in = x.dim(3);
    int channels = y.dim(3);
    int images = piece(x.dim(0), scheme, y, Math.max(in, channels));
    Tiling tiling =
        new Tiling(images, x.dim(1), x.dim(2), y.dim(1), y.dim(2), op.before(), scheme.outputs());
    Winograd winograd = new Winograd(out, scheme, tiling, in, channels);
    int n = scheme.products();
    String name = weight.name();
    String matrices =
        out.derived(
            name + "/winograd" + scheme.outputs(),
            ElementType.F32,
            Shape.of(n * n, channels, in),
            new WinogradWeights(name, scheme));
    String pixels = out.reshape(out.of(node.inputs().get(0)), -1, in);
    List<String> pieces = new ArrayList<>();
    long rows = (long) images * x.dim(1) * x.dim(2);
    for (int i = 0; i < x.dim(0) / images; i++) {
      String piece =
          images == x.dim(0)
              ? pixels
              : out.node(
                  "Slice",
                  List.of(pixels, out.longs(i * rows), out.longs((i + 1) * rows), out.longs(0)));
      pieces.add(winograd.piece(piece, matrices));
    }
    String all =
        pieces.size() == 1 ? pieces.get(0) : out.node("Concat", pieces, Attribute.of("axis", 0));
    return out.reshape(withBias(out, all, node), node.output().shape());
  }

  private static String withBias(Emitter out, String x, Node node) {
    return node.inputs().size() > 2 ? out.node("Add", List.of(x, out.of(node.inputs().get(2)))) : x;
  }

  /** The largest divisor of the number of images whose tiles are not too large. */
  private static int piece(int images, CookToom scheme, Shape y, int channels) {
    long n = (long) scheme.products() * scheme.products();
    long tiles =
        (long) Tiling.along(y.dim(1), scheme.outputs()) * Tiling.along(y.dim(2), scheme.outputs());
    int count = images;
    while (count > 1
        && (images % count != 0 || count * tiles * n * channels * Float.BYTES > PIECE_BYTES)) {
      count--;
    }
    return count;
  }

  private String piece(String pixels, String matrices) {
    int n2 = scheme.products() * scheme.products();
    int m2 = scheme.outputs() * scheme.outputs();
    int tiles = tiling.tiles();
    String zeros = out.shared("zeros " + in, () -> FloatTensor.zeros(1, in));
    String padded = out.node("Concat", List.of(pixels, zeros), Attribute.of("axis", 0));
    String cut =
        out.node(
            "Gather",
            List.of(padded, out.shared(tiling, tiling::positions)),
            Attribute.of("axis", 0));
    String data = out.node("MatMul", List.of(input(n2), out.reshape(cut, n2, (long) tiles * in)));
    String tileMatrices = out.reshape(data, n2, tiles, in);
    // The left operand of a product is read as it lies, the right one is repacked each time: it
    // should be the smaller one.
    boolean tilesLeft = tiles >= channels / 4;
    String products =
        out.contrib(
            "FusedMatMul",
            tilesLeft ? List.of(tileMatrices, matrices) : List.of(matrices, tileMatrices),
            Attribute.of("transB", 1));
    String result =
        out.node(
            "MatMul", List.of(output(m2, n2), out.reshape(products, n2, (long) tiles * channels)));
    return image(result, tilesLeft);
  }

  private String input(int n2) {
    return out.shared("winograd input " + n2, () -> FloatTensor.of(scheme.input2d(), n2, n2));
  }

  private String output(int m2, int n2) {
    return out.shared("winograd output " + n2, () -> FloatTensor.of(scheme.output2d(), m2, n2));
  }

  /** Puts (m, m, images, rows of tiles, columns of tiles) into images' order. */
  private String image(String result, boolean channelsLast) {
    int m = scheme.outputs();
    int b = tiling.images();
    int th = tiling.tileRows();
    int tw = tiling.tileColumns();
    String ordered =
        channelsLast
            ? out.node(
                "Transpose",
                List.of(out.reshape(result, m, m, b, th, tw, channels)),
                Attribute.of("perm", List.of(2, 3, 0, 4, 1, 5)))
            : out.node(
                "Transpose",
                List.of(out.reshape(result, m, m, channels, b, th, tw)),
                Attribute.of("perm", List.of(3, 4, 0, 5, 1, 2)));
    int height = tiling.outHeight();
    int width = tiling.outWidth();
    String whole = out.reshape(ordered, b, (long) th * m, (long) tw * m, channels);
    if (th * m == height && tw * m == width) {
      return whole;
    }
    return out.node(
        "Slice", List.of(whole, out.longs(0, 0), out.longs(height, width), out.longs(1, 2)));
  }
}
