package io.asva.sync.network;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.ProgressMonitor;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Network;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.tensor.TensorComparison;
import io.asva.core.weights.Weights;
import io.asva.sync.SyncSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VideoEncoderTest {
  private static final double TOLERANCE = 2e-5;

  private final Weights weights = SyncSamples.weights().video();
  private final NetworkWidths widths = SyncVideoGraph.widths(weights);

  private static FloatTensor frame(int number) {
    FloatTensor frame = FloatTensor.zeros(1, 3, 224, 224);
    Random random = new Random(number);
    for (int i = 0; i < frame.values().length; i++) {
      frame.values()[i] = (float) random.nextGaussian();
    }
    return frame;
  }

  /**
   * The control: the network as it is described, one clip at a time, normalisations as they are.
   */
  private FloatTensor whole(List<Integer> clip) {
    WeightCatalogue catalogue = WeightCatalogue.of(weights);
    try (Network network =
        Network.open(
            SyncVideoGraph.graph(widths, catalogue, SyncVideoGraph.Geometry.clips(1)),
            weights,
            Device.cpu())) {
      FloatTensor frames = FloatTensor.concat(clip.stream().map(VideoEncoderTest::frame).toList());
      Tensor result =
          requireNonNull(
              network.run(Map.of("video", frames.reshape(1, 12, 3, 224, 224))).get("embedding"));
      return (FloatTensor) result;
    }
  }

  @Test
  void clipsAreEncodedAsByTheWholeNetworkWithEachFrameOnceWhetherTheyShareFramesOrNot() {
    List<List<Integer>> clips =
        List.of(
            IntStream.range(0, 12).boxed().toList(),
            IntStream.range(1, 13).boxed().toList(),
            List.of(0, 0, 0, 0, 5, 5, 7, 3, 2, 1, 9, 12),
            List.of(20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 29, 29));
    List<Integer> asked = new ArrayList<>();
    Opening opening = new Opening(Device.cpu(), NetworkOptions.defaults());
    try (VideoEncoder encoder = VideoEncoder.open(widths, weights, opening)) {
      List<FloatTensor> embeddings =
          encoder.encode(
              number -> {
                asked.add(number);
                return frame(number);
              },
              clips,
              ProgressMonitor.none());
      for (int i = 0; i < clips.size(); i++) {
        Comparison comparison =
            TensorComparison.compare("clip", embeddings.get(i), whole(clips.get(i)), TOLERANCE);
        assertThat(comparison.passed()).as(comparison.toString()).isTrue();
      }
      assertThat(embeddings.get(0).values()).isNotEqualTo(embeddings.get(1).values());
    }
    assertThat(asked).doesNotHaveDuplicates().hasSize(23);
  }
}
