package io.asva.sync.network;

import io.asva.audio.MelSpectrogram;
import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Conv;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.util.List;
import java.util.Map;

/** The synchrony classifier's audio network: nine convolutions over a mel spectrogram. */
public final class SyncAudioGraph {
  static final float EPS = 1e-5f; // PyTorch's batch norm

  private static final int STEM_KERNEL = 7;
  private static final int KERNEL = 3;
  private static final List<Integer> STRIDES = List.of(2, 2, 2, 1);

  private SyncAudioGraph() {}

  /**
   * The network: {@code mel} (batch, 1, 128, 204), normalised, to {@code embedding} (batch, width).
   *
   * @throws GraphException if weights are missing or misshapen
   */
  public static Graph graph(NetworkWidths widths, WeightCatalogue catalogue, int batch) {
    GraphBuilder g = new GraphBuilder("sync classifier's audio network", catalogue);
    int bands = MelSpectrogram.BANDS;
    int frames = MelSpectrogram.FRAMES;
    Value mel = g.input("mel", Rate.CLIP, ElementType.F32, batch, 1, bands, frames);
    g.output("embedding", describe(Scope.root(g), widths, mel));
    return g.build();
  }

  /**
   * Describes the network.
   *
   * @param mel (batch, 1, bands, frames)
   * @return the embedding (batch, width)
   */
  public static Value describe(Scope s, NetworkWidths widths, Value mel) {
    GraphBuilder g = s.graph();
    Value h = g.reshape(mel, mel.dim(0), mel.dim(2), mel.dim(3), 1);
    h = layer(s.sub("conv1.0"), s.sub("conv1.1"), h, widths.stem(), STEM_KERNEL, 2);
    for (int i = 0; i < NetworkWidths.STAGES; i++) {
      Scope block = s.sub("block" + (i + 1));
      int width = widths.stages().get(i);
      h = layer(block.sub("conv1"), block.sub("bn1"), h, width, KERNEL, STRIDES.get(i));
      h = block.mark(layer(block.sub("conv2"), block.sub("bn2"), h, width, KERNEL, 1));
    }
    return g.mean(h, 1, 2);
  }

  private static Value layer(Scope conv, Scope norm, Value x, int out, int kernel, int stride) {
    Value y = conv.convWithoutBias(Conv.square(stride, kernel / 2), x, out, kernel, kernel);
    return conv.graph().relu(norm.batchNorm(y, EPS));
  }

  /**
   * The widths of a checkpoint's tensors.
   *
   * @throws WeightsException if it holds no such network
   */
  public static NetworkWidths widths(Weights weights) {
    List<String> stages =
        List.of(
            "block1.conv1.weight",
            "block2.conv1.weight",
            "block3.conv1.weight",
            "block4.conv1.weight");
    return NetworkWidths.of(weights, "conv1.0.weight", stages, 4);
  }

  /** The names and shapes of the weights that scoring needs. */
  public static Map<String, Shape> weights(NetworkWidths widths) {
    return WeightCatalogue.demandedBy(weights -> graph(widths, weights, 1));
  }
}
