package io.asva.sync.network;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.MaxPool;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.util.List;
import java.util.Map;

/**
 * The description of the classifier's video network, R(2+1)D of 18 layers with a full stem:
 * convolutions over space and over time by turns.
 */
public final class VideoNetwork {
  private static final int COLOURS = 3;
  private static final int TAPS = 3; // frames that the stem sees at once
  private static final int STEM_KERNEL = 7;
  private static final String CONV1 = "conv1.0.weight";
  private static final String NAME = "sync classifier's video network";

  private VideoNetwork() {}

  /**
   * What the network looks at.
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
    GraphBuilder b = new GraphBuilder(NAME, catalogue);
    b.output("embedding", describe(b, widths, video(b, geometry)));
    return b.build();
  }

  /**
   * The stem alone: {@code video} as the network takes it to {@code stem} (batch, frames, height /
   * 4, width / 4, channels).
   *
   * @throws GraphException if weights are missing or misshapen
   */
  public static Graph stemGraph(
      NetworkWidths widths, WeightCatalogue catalogue, Geometry geometry) {
    GraphBuilder b = new GraphBuilder(NAME + "'s stem", catalogue);
    Value video = video(b, geometry);
    b.output("stem", stem(b, framesBesideEachOther(b, video, widths.stem())));
    return b.build();
  }

  private static Value video(GraphBuilder b, Geometry g) {
    return b.input(
        "video", Rate.CLIP, ElementType.F32, g.batch(), g.frames(), COLOURS, g.height(), g.width());
  }

  /**
   * Adds the network to a description.
   *
   * @param video (batch, frames, 3, height, width)
   * @return the embedding (batch, width)
   */
  public static Value describe(GraphBuilder b, NetworkWidths widths, Value video) {
    Value weight = b.weight(CONV1, widths.stem(), COLOURS, TAPS, STEM_KERNEL, STEM_KERNEL);
    List<Integer> padding = List.of(TAPS / 2, STEM_KERNEL / 2, STEM_KERNEL / 2);
    Conv conv = new Conv(List.of(1, 2, 2), padding, padding);
    Value x = b.add(conv, b.permute(video, 0, 1, 3, 4, 2), weight);
    return trunk(b, b.mark("conv1", stem(b, x)), widths);
  }

  /**
   * What follows the stem: {@code stem} (batch, frames, height / 4, width / 4, channels), as the
   * stem gives it, to {@code embedding} (batch, width).
   *
   * @throws GraphException if weights are missing or misshapen
   */
  public static Graph trunkGraph(
      NetworkWidths widths, WeightCatalogue catalogue, Geometry geometry) {
    GraphBuilder b = new GraphBuilder(NAME + " after its stem", catalogue);
    Value stem =
        b.input(
            "stem",
            Rate.CLIP,
            ElementType.F32,
            geometry.batch(),
            geometry.frames(),
            halved(halved(geometry.height())),
            halved(halved(geometry.width())),
            widths.stem());
    b.output("embedding", trunk(b, stem, widths));
    return b.build();
  }

  /** The extent after a stride of two whose window is padded to reach half out of the picture. */
  static int halved(int extent) {
    return (extent - 1) / 2 + 1;
  }

  private static Value stem(GraphBuilder b, Value conv) {
    Value x = b.apply(Unary.Function.RELU, b.batchNorm("conv1.1", conv, AudioNetwork.EPS));
    return b.maxPool(x, MaxPool.square(3, 2, 1));
  }

  /**
   * The stem's convolution sees each frame with the one before and the one after. With the three
   * frames' colours side by side it goes over two axes only, which ONNX Runtime has a faster kernel
   * for; its gradient is the slower one.
   */
  private static Value framesBesideEachOther(GraphBuilder b, Value video, int out) {
    Shape s = video.shape();
    int batch = s.dim(0);
    int frames = s.dim(1);
    int h = s.dim(3);
    int w = s.dim(4);
    Value now = b.reshape(video, batch, frames, COLOURS, 1, h, w);
    Value none = b.constant(FloatTensor.zeros(1, 1, 1, 1, 1, 1));
    Value blank = b.expand(none, batch, 1, COLOURS, 1, h, w);
    Value before = frames == 1 ? blank : b.concat(1, blank, b.slice(now, 1, 0, frames - 1));
    Value after = frames == 1 ? blank : b.concat(1, b.slice(now, 1, 1, frames), blank);
    Value three = b.reshape(b.concat(3, before, now, after), batch, frames, COLOURS * TAPS, h, w);
    int k = STEM_KERNEL;
    Value weight = b.reshape(b.weight(CONV1, out, COLOURS, TAPS, k, k), out, COLOURS * TAPS, k, k);
    return b.add(Conv.square(2, k / 2), b.permute(three, 0, 1, 3, 4, 2), weight);
  }

  private static Value trunk(GraphBuilder b, Value stem, NetworkWidths widths) {
    Value x = stem;
    for (int i = 0; i < NetworkWidths.STAGES; i++) {
      String stage = "conv" + (i + 2) + "x.";
      int width = widths.stages().get(i);
      VideoBlock first = new VideoBlock(b, stage + "0", width, i == 0 ? 1 : 2);
      x = first.of(x);
      x = new VideoBlock(b, stage + "1", width, 1).of(x);
    }
    return b.mean(x, 1, 2, 3);
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
    return NetworkWidths.of(weights, CONV1, stages, 5);
  }

  /** The names and shapes of the weights that scoring needs. */
  public static Map<String, Shape> weights(NetworkWidths widths) {
    WeightCatalogue catalogue = WeightCatalogue.recording();
    graph(widths, catalogue, Geometry.clips(1));
    return catalogue.expected();
  }
}
