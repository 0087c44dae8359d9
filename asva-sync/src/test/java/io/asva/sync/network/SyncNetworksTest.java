package io.asva.sync.network;

import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.Shape;
import io.asva.core.testing.Manifests;
import io.asva.training.testing.NetworkContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The synchrony classifier's networks keep the contract of all networks. */
class SyncNetworksTest {
  private static final NetworkWidths NARROW = new NetworkWidths(8, List.of(8, 16, 16, 24));
  private static final SyncVideoGraph.Geometry CLIPS = new SyncVideoGraph.Geometry(2, 5, 32, 48);

  private static Map<String, Shape> official(String file) {
    Map<String, Shape> all = Manifests.read(file, "");
    all.keySet().removeIf(name -> name.endsWith(".num_batches_tracked")); // counts training steps
    return all;
  }

  /** A network whose layers are followed by ReLU. */
  abstract static class Rectified extends NetworkContract {
    @Override
    protected double gain() {
      return 1.4;
    }
  }

  @Nested
  class Audio extends Rectified {
    @Override
    protected Graph graph(WeightCatalogue catalogue) {
      return SyncAudioGraph.graph(NARROW, catalogue, 2);
    }

    @Override
    protected Map<String, Shape> described() {
      return SyncAudioGraph.weights(NetworkWidths.published());
    }

    @Override
    protected Map<String, Shape> published() {
      return official("avsync-audio.json");
    }
  }

  @Nested
  class Video extends Rectified {
    @Override
    protected Graph graph(WeightCatalogue catalogue) {
      return SyncVideoGraph.graph(NARROW, catalogue, CLIPS);
    }

    @Override
    protected Map<String, Shape> described() {
      return SyncVideoGraph.weights(NetworkWidths.published());
    }

    @Override
    protected Map<String, Shape> published() {
      return official("avsync-video.json");
    }
  }

  @Nested
  class Head extends Rectified {
    @Override
    protected Graph graph(WeightCatalogue catalogue) {
      return SyncHeadGraph.graph(SyncHeadGraph.Widths.published(24), catalogue, 7);
    }

    @Override
    protected Map<String, Shape> described() {
      return SyncHeadGraph.weights(SyncHeadGraph.Widths.published(512));
    }

    @Override
    protected Map<String, Shape> published() {
      return official("avsync-head.json");
    }
  }
}
