package io.asva.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.Guidance.Branch;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuidanceTest {
  private static final FloatTensor NOTHING = FloatTensor.of(new float[] {1, 0}, 2);
  private static final FloatTensor ONE = FloatTensor.of(new float[] {2, 4}, 2);
  private static final FloatTensor BOTH = FloatTensor.of(new float[] {4, -1}, 2);

  private static float[] joined(Guidance guidance, FloatTensor... estimates) {
    return guidance.join(List.of(estimates)).values();
  }

  @Test
  void bothScalesGoFromNothingOverTheTextToTheAudio() {
    Guidance guidance = Guidance.of(new GuidanceScales(3, 2));
    assertThat(guidance.branches())
        .containsExactly(new Branch(false, false), new Branch(true, false), new Branch(true, true));
    // 1 + 2 (2 - 1) + 3 (4 - 2), 0 + 2 (4 - 0) + 3 (-1 - 4)
    assertThat(joined(guidance, NOTHING, ONE, BOTH)).containsExactly(9, -7);
  }

  @Test
  void oneScaleLeavesOneConditionOut() {
    Guidance audio = Guidance.of(new GuidanceScales(3, 1));
    assertThat(audio.branches()).containsExactly(new Branch(true, false), new Branch(true, true));
    assertThat(joined(audio, ONE, BOTH)).containsExactly(8, -11);
    Guidance text = Guidance.of(new GuidanceScales(1, 2));
    assertThat(text.branches()).containsExactly(new Branch(false, true), new Branch(true, true));
    assertThat(joined(text, ONE, BOTH)).containsExactly(6, -6);
  }

  @Test
  void withoutGuidanceThereIsOneEstimate() {
    Guidance none = Guidance.of(new GuidanceScales(1, 0.5));
    assertThat(none.branches()).containsExactly(new Branch(true, true));
    assertThat(joined(none, BOTH)).containsExactly(4, -1);
  }
}
