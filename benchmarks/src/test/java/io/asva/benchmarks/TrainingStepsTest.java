package io.asva.benchmarks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.tensor.Tensor;
import io.asva.sync.training.ContrastiveLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingStepsTest {
  private final List<Map<String, Tensor>> seen = new ArrayList<>();

  @Test
  void theDemosUnetIsTrainedAndTimed() {
    try (RandomTraining<?> training = new DemoUnetTraining(1, seen::add)) {
      checkSteps(TrainingSteps.run(training, 3, 1));
    }
    assertThat(seen.get(0)).containsOnlyKeys("sample", "timestep", "target", "text", "audio");
    assertThat(dims("sample")).containsExactly(1, 12, 12, 12, 4);
    assertThat(dims("audio")).containsExactly(1, 229, 128);
  }

  @Test
  void theClassifierIsTrainedAndTimed() {
    ContrastiveLoss.Geometry small = new ContrastiveLoss.Geometry(1, 2, 2, 32, 32);
    try (RandomTraining<?> training = new FullSizeSyncTraining(small, seen::add)) {
      checkSteps(TrainingSteps.run(training, 3, 1));
    }
    assertThat(seen.get(0)).containsOnlyKeys("audio", "video");
    assertThat(dims("video")).containsExactly(1, 2, 2, 3, 32, 32);
  }

  private int[] dims(String input) {
    return requireNonNull(seen.get(0).get(input)).shape().dims();
  }

  private void checkSteps(TrainingSteps steps) {
    assertThat(seen).hasSize(3);
    assertThat(steps.seconds()).hasSize(2).allSatisfy(s -> assertThat(s).isPositive());
    assertThat(steps.norms()).hasSize(3).allSatisfy(norm -> assertThat(norm).isPositive());
    assertThat(steps.losses()).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void trainingsAreKnownByName() {
    assertThat(TrainingWork.of("unet")).isEqualTo(TrainingWork.UNET);
    assertThat(TrainingWork.of("sync")).isEqualTo(TrainingWork.SYNC);
    assertThatThrownBy(() -> TrainingWork.of("vae"))
        .hasMessage("what is trained must be one of [unet, sync], not vae");
  }
}
