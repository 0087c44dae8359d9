package io.asva.sync.network;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Conv;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of the video network's stem that sees one frame alone. The stem's convolution spans
 * three frames and is linear, so it is the sum of what the frame before, the frame itself and the
 * frame after contribute, and each contribution can be computed once for all clips that hold the
 * frame.
 *
 * @param graph {@code frame} (1, 3, height, width) to the contributions {@link #BEFORE}, {@link
 *     #NOW} and {@link #AFTER}, each (1, rows, columns, channels)
 * @param weights of the graph, with the batch normalisation's factors in them
 * @param bias what is added to the sum, one number a channel
 */
@SuppressWarnings("ArrayRecordComponent") // read by the one loop that adds contributions
public record StemNetwork(Graph graph, Weights weights, float[] bias) {
  /** What a frame contributes to the frame after it. */
  public static final String BEFORE = "before";

  /** What a frame contributes to itself. */
  public static final String NOW = "now";

  /** What a frame contributes to the frame before it. */
  public static final String AFTER = "after";

  private static final List<String> TAPS = List.of(BEFORE, NOW, AFTER);
  private static final int COLOURS = 3;
  private static final int KERNEL = 7;

  /** The stem of a checkpoint's video network, for frames of a size. */
  public static StemNetwork of(Weights video, int height, int width) {
    float[] weight = values(video, "conv1.0.weight");
    float[] scale = values(video, "conv1.1.weight");
    float[] shift = values(video, "conv1.1.bias");
    float[] mean = values(video, "conv1.1.running_mean");
    float[] variance = values(video, "conv1.1.running_var");
    int out = scale.length;
    int area = KERNEL * KERNEL;
    float[][] taps = new float[TAPS.size()][out * COLOURS * area];
    float[] bias = new float[out];
    for (int c = 0; c < out; c++) {
      double factor = scale[c] / Math.sqrt((double) variance[c] + SyncAudioGraph.EPS);
      bias[c] = (float) (shift[c] - mean[c] * factor);
      for (int i = 0; i < COLOURS * TAPS.size() * area; i++) {
        int colour = i / (TAPS.size() * area);
        int tap = i / area % TAPS.size();
        double value = weight[c * COLOURS * TAPS.size() * area + i] * factor;
        taps[tap][(c * COLOURS + colour) * area + i % area] = (float) value;
      }
    }
    Shape shape = Shape.of(out, COLOURS, KERNEL, KERNEL);
    List<WeightTensor> tensors = new ArrayList<>();
    for (int tap = 0; tap < taps.length; tap++) {
      tensors.add(tensor(TAPS.get(tap) + ".weight", shape, taps[tap]));
    }
    Weights weights = Weights.of(video.source(), tensors);
    return new StemNetwork(graph(weights, out, height, width), weights, bias);
  }

  private static Graph graph(Weights weights, int out, int height, int width) {
    GraphBuilder b =
        new GraphBuilder(
            "stem of the sync classifier's video network", WeightCatalogue.of(weights));
    Value frame = b.input("frame", Rate.CLIP, ElementType.F32, 1, COLOURS, height, width);
    Value picture = b.permute(frame, 0, 2, 3, 1);
    for (String tap : TAPS) {
      Conv conv = Conv.square(2, KERNEL / 2);
      b.output(tap, Scope.root(b).sub(tap).convWithoutBias(conv, picture, out, KERNEL, KERNEL));
    }
    return b.build();
  }

  private static float[] values(Weights weights, String name) {
    return ((FloatTensor) weights.read(name)).values();
  }

  private static WeightTensor tensor(String name, Shape shape, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new WeightTensor(name, ElementType.F32, shape, new WeightTensor.InMemory(bytes));
  }
}
