package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.op.Conv;
import io.asva.core.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Chooses how a convolution is computed, from measured costs.
 *
 * <p>Measured on one core of a Zen 5 with ONNX Runtime 1.29, 12 images, in milliseconds:
 *
 * <pre>
 * channels, size    Conv   F(2,3)   F(4,3)
 *  320, 32x32        108       90       53
 *  640, 16x16        108       66       42
 * 1280, 16x16        440        -      135
 * 1280, 8x8          126       62       43
 * 1280, 4x4           55       15       18
 * </pre>
 *
 * <p>F(4,3) needs four times the memory of the weights and F(2,3) 1.8 times: with few tiles reading
 * them costs what fewer products save, so F(4,3) is kept for weights that are small beside the
 * images.
 */
final class ConvPlan {
  private static final int FEWEST_CHANNELS = 32;
  private static final int FEWEST_TILES = 96;

  private ConvPlan() {}

  /** The short convolution that pays, if one does. */
  static Optional<CookToom> winograd(Conv op, Node node) {
    Shape weight = node.inputs().get(1).shape();
    boolean suitable =
        op.strides().equals(List.of(1, 1))
            && weight.dim(2) == 3
            && weight.dim(3) == 3
            && Math.min(weight.dim(0), weight.dim(1)) >= FEWEST_CHANNELS;
    if (!suitable) {
      return Optional.empty();
    }
    Shape y = ConvLowering.batched(node.output().shape(), 2);
    long tiles = (long) y.dim(0) * Tiling.along(y.dim(1), 4) * Tiling.along(y.dim(2), 4);
    return Optional.of(tiles >= FEWEST_TILES ? CookToom.F4 : CookToom.F2);
  }
}
