package io.asva.sync.network;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.MaxPool;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.util.List;
import java.util.Map;

/**
 * The synchrony classifier's video network: R(2+1)D of 18 layers (Tran et al. 2018) with a full
 * convolution over space and time in its stem.
 */
public final class SyncVideoGraph {
  private static final int COLOURS = 3;
  private static final String NAME = "sync classifier's video network";

  private SyncVideoGraph() {}

  /**
   * The extents of the network's input.
   *
   * @param batch clips
   * @param frames frames in a clip, 12 in the published model
   * @param height of a frame, 224 in the published model
   * @param width of a frame
   */
  public record Geometry(int batch, int frames, int height, int width) {
    /** Clips as the published model takes them: 12 frames of 224x224. */
    public static Geometry clips(int batch) {
      return new Geometry(batch, 12, 224, 224);
    }
  }

  /**
   * The network: {@code video} (batch, frames, 3, height, width), normalised as CLIP does, to
   * {@code embedding} (batch, width).
   *
   * @throws GraphException if weights are missing or misshapen
   */
  public static Graph graph(NetworkWidths widths, WeightCatalogue catalogue, Geometry geometry) {
    GraphBuilder g = new GraphBuilder(NAME, catalogue);
    g.output("embedding", describe(Scope.root(g), widths, video(g, geometry)));
    return g.build();
  }

  /**
   * The stem alone: {@code video} as the network takes it to {@code stem} (batch, frames, height /
   * 4, width / 4, channels).
   *
   * @throws GraphException if weights are missing or misshapen
   */
  public static Graph stemGraph(
      NetworkWidths widths, WeightCatalogue catalogue, Geometry geometry) {
    GraphBuilder g = new GraphBuilder(NAME + "'s stem", catalogue);
    g.output("stem", stem(Scope.root(g).sub("conv1"), widths, video(g, geometry)));
    return g.build();
  }

  private static Value video(GraphBuilder g, Geometry size) {
    int[] dims = {size.batch(), size.frames(), COLOURS, size.height(), size.width()};
    return g.input("video", Rate.CLIP, ElementType.F32, dims);
  }

  /**
   * Describes the network.
   *
   * @param video (batch, frames, 3, height, width)
   * @return the embedding (batch, width)
   */
  public static Value describe(Scope s, NetworkWidths widths, Value video) {
    Scope stem = s.sub("conv1");
    return trunk(s, widths, stem.mark(stem(stem, widths, video)));
  }

  private static Value stem(Scope s, NetworkWidths widths, Value video) {
    GraphBuilder g = s.graph();
    Conv conv = Conv.padded(List.of(1, 2, 2), List.of(1, 3, 3));
    Value frames = g.permute(video, 0, 1, 3, 4, 2);
    Value h = s.sub(0).convWithoutBias(conv, frames, widths.stem(), 3, 7, 7);
    return g.maxPool(g.relu(s.sub(1).batchNorm(h, SyncAudioGraph.EPS)), MaxPool.square(3, 2, 1));
  }

  /**
   * The network behind its stem: from {@code stem} (batch, frames, height / 4, width / 4,
   * channels), as the stem gives it, to {@code embedding} (batch, width).
   *
   * @throws GraphException if weights are missing or misshapen
   */
  public static Graph trunkGraph(
      NetworkWidths widths, WeightCatalogue catalogue, Geometry geometry) {
    GraphBuilder g = new GraphBuilder(NAME + " after its stem", catalogue);
    int height = halved(halved(geometry.height()));
    int width = halved(halved(geometry.width()));
    int[] dims = {geometry.batch(), geometry.frames(), height, width, widths.stem()};
    Value stem = g.input("stem", Rate.CLIP, ElementType.F32, dims);
    g.output("embedding", trunk(Scope.root(g), widths, stem));
    return g.build();
  }

  /** The extent after a stride of two whose window is padded to reach half out of the image. */
  static int halved(int extent) {
    return (extent - 1) / 2 + 1;
  }

  private static Value trunk(Scope s, NetworkWidths widths, Value stem) {
    Value h = stem;
    for (int i = 0; i < NetworkWidths.STAGES; i++) {
      Scope stage = s.sub("conv" + (i + 2) + "x");
      int width = widths.stages().get(i);
      h = VideoResidualBlock.describe(stage.sub(0), h, width, i == 0 ? 1 : 2);
      h = VideoResidualBlock.describe(stage.sub(1), h, width, 1);
    }
    return s.graph().mean(h, 1, 2, 3);
  }

  /**
   * The widths of a checkpoint's tensors.
   *
   * @throws WeightsException if it holds no such network
   */
  public static NetworkWidths widths(Weights weights) {
    List<String> stages =
        List.of(
            "conv2x.0.spt_conv1.weight",
            "conv3x.0.spt_conv1.weight",
            "conv4x.0.spt_conv1.weight",
            "conv5x.0.spt_conv1.weight");
    return NetworkWidths.of(weights, "conv1.0.weight", stages, 5);
  }

  /** The names and shapes of the weights that scoring needs. */
  public static Map<String, Shape> weights(NetworkWidths widths) {
    return WeightCatalogue.demandedBy(weights -> graph(widths, weights, Geometry.clips(1)));
  }
}
