package io.asva.metrics.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.tensor.FloatTensor;
import io.asva.metrics.MetricsException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FrameSimilarityTest {
  private static final Offset<Double> TINY = within(1e-7);
  private static final FloatTensor FRAMES =
      FloatTensor.of(new float[] {1, 0, 0, 2, 0.6f, 0.8f}, 3, 2);

  @Test
  void lengthsAndLogitScalesAreDividedOut() {
    FrameSimilarity similarity =
        FrameSimilarity.of(FRAMES, FloatTensor.of(new float[] {20 * 0.6f, 20 * 0.8f}, 1, 2));
    assertThat(similarity.first()).isCloseTo(0.6, TINY);
    assertThat(similarity.cosines().get(1)).isCloseTo(0.8, TINY);
    assertThat(similarity.cosines().get(2)).isCloseTo(1, TINY);
  }

  @Test
  void theMeanLeavesOutTheFirstFrame() {
    FrameSimilarity similarity =
        FrameSimilarity.of(FRAMES, FloatTensor.of(new float[] {-1, 0}, 1, 2));
    assertThat(similarity.afterFirst()).hasSize(2);
    assertThat(similarity.mean()).isCloseTo(-0.3, TINY);
  }

  @Test
  void badEmbeddingsAreRefused() {
    FloatTensor one = FloatTensor.of(new float[] {1, 0}, 1, 2);
    assertRefused(
        () -> FrameSimilarity.of(FRAMES, FloatTensor.zeros(1, 2)),
        "The embedding of the audio or text has a length of 0.0; ImageBind's weights, or what was"
            + " embedded, are broken.");
    assertRefused(
        () -> FrameSimilarity.of(FloatTensor.of(new float[] {1, 0, Float.NaN, 1}, 2, 2), one),
        "The embedding of frame 1 has a length of NaN; ImageBind's weights, or what was embedded,"
            + " are broken.");
    assertRefused(
        () -> FrameSimilarity.of(FRAMES, FloatTensor.zeros(1, 3)),
        "Embeddings of frames 3x2 and of one other 1x3 can't be compared; expected (n, embedding)"
            + " and (1, embedding).");
    assertRefused(
        () -> FrameSimilarity.of(FloatTensor.zeros(0, 2), one),
        "A similarity needs at least one frame; there are none.");
    assertRefused(
        () -> FrameSimilarity.of(one, one).mean(),
        "IA and IT are means over the frames after the first; the clip has one frame.");
  }

  private static void assertRefused(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(MetricsException.class).hasMessage(message);
  }
}
