package io.asva.sync.network;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Node;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.Weight;
import io.asva.core.graph.pass.BatchNormFolding;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of the video network's stem that sees one frame alone. The stem's convolution spans
 * three frames and is linear, so it is the sum of what the frame before, the frame itself and the
 * frame after contribute, and each contribution can be computed once for all clips that hold the
 * frame.
 *
 * @param graph {@code frame} (1, 3, height, width) to the contributions {@link #BEFORE}, {@link
 *     #NOW} and {@link #AFTER}, each (1, rows, columns, channels)
 * @param weights of the graph
 * @param bias what is added to the sum, one number a channel
 */
@SuppressWarnings("ArrayRecordComponent") // read by the one loop that adds contributions
record StemTaps(Graph graph, Weights weights, float[] bias) {
  /** The contribution of a frame to the frame after it. */
  static final String BEFORE = "before";

  /** The contribution of a frame to itself. */
  static final String NOW = "now";

  /** The contribution of a frame to the frame before it. */
  static final String AFTER = "after";

  /** The contributions, in the order of the kernel's frames. */
  static final List<String> ALL = List.of(BEFORE, NOW, AFTER);

  /**
   * The taps of a stem.
   *
   * @param stem its graph, whose batch normalisation has become part of its convolution
   */
  static StemTaps of(BatchNormFolding stem) {
    Map<Value, String> names = new HashMap<>();
    for (Node node : stem.graph().nodes()) {
      if (node.op() instanceof Weight weight) {
        names.put(node.output(), weight.name());
      }
    }
    Node node =
        stem.graph().nodes().stream().filter(n -> n.op() instanceof Conv).findFirst().orElseThrow();
    FloatTensor kernel = read(stem.weights(), names.get(node.inputs().get(1)));
    float[] bias = read(stem.weights(), names.get(node.inputs().get(2))).values();
    Weights taps = Weights.of(stem.weights().source(), taps(kernel));
    Shape video = stem.graph().inputs().get(0).value().shape();
    return new StemTaps(graph((Conv) node.op(), kernel.shape(), video, taps), taps, bias);
  }

  private static FloatTensor read(Weights weights, @Nullable String name) {
    return (FloatTensor) weights.read(Objects.requireNonNull(name));
  }

  /** A kernel (out, channels, frames, height, width) frame by frame. */
  private static List<WeightTensor> taps(FloatTensor kernel) {
    Shape k = kernel.shape();
    Shape shape = Shape.of(k.dim(0), k.dim(1), k.dim(3), k.dim(4));
    int area = k.dim(3) * k.dim(4);
    List<WeightTensor> taps = new ArrayList<>();
    for (int tap = 0; tap < ALL.size(); tap++) {
      ByteBuffer bytes =
          ByteBuffer.allocate(Math.toIntExact(shape.elements()) * Float.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN);
      for (int plane = tap; plane < k.elements(0, 3); plane += ALL.size()) {
        bytes.asFloatBuffer().put(kernel.values(), plane * area, area);
        bytes.position(bytes.position() + area * Float.BYTES);
      }
      taps.add(
          new WeightTensor(
              ALL.get(tap) + ".weight",
              ElementType.F32,
              shape,
              new WeightTensor.InMemory(bytes.flip())));
    }
    return taps;
  }

  private static Graph graph(Conv conv, Shape kernel, Shape video, Weights weights) {
    GraphBuilder g =
        new GraphBuilder(
            "stem of the sync classifier's video network", WeightCatalogue.of(weights));
    int[] dims = {1, video.dim(2), video.dim(3), video.dim(4)};
    Value frame = g.permute(g.input("frame", Rate.CLIP, ElementType.F32, dims), 0, 2, 3, 1);
    Conv ofFrame = Conv.padded(conv.strides().subList(1, 3), conv.before().subList(1, 3));
    for (String tap : ALL) {
      Scope s = Scope.root(g).sub(tap);
      g.output(tap, s.convWithoutBias(ofFrame, frame, kernel.dim(0), kernel.dim(3), kernel.dim(4)));
    }
    return g.build();
  }
}
