package io.asva.sync.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.tensor.Shape;
import io.asva.core.testing.Manifests;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The networks' weights are those of the published checkpoint, by name and shape. */
class ManifestTest {
  private static Map<String, Shape> official(String file) {
    Map<String, Shape> all = Manifests.read(file, "");
    all.keySet().removeIf(name -> name.endsWith(".num_batches_tracked")); // counts training steps
    return all;
  }

  @Test
  void ofTheAudioNetwork() {
    assertThat(SyncAudioGraph.weights(NetworkWidths.published()))
        .isEqualTo(official("avsync-audio.json"));
  }

  @Test
  void ofTheVideoNetwork() {
    assertThat(SyncVideoGraph.weights(NetworkWidths.published()))
        .isEqualTo(official("avsync-video.json"));
  }

  @Test
  void ofTheHead() {
    assertThat(SyncHeadGraph.weights(SyncHeadGraph.Widths.published(512)))
        .isEqualTo(official("avsync-head.json"));
  }
}
