package io.asva.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void aScheduleRefusesWhatNeverHappens() {
    assertRefused(() -> Schedule.of(0), "the number of steps must be at least 1, not 0");
    Schedule ten = Schedule.of(10);
    assertRefused(() -> ten.withLogSteps(0), "log_steps must be at least 1, not 0");
    assertRefused(() -> ten.withCheckpoints(0, 1), "checkpointing_steps must be at least 1, not 0");
    assertRefused(
        () -> ten.withCheckpoints(1, -1), "checkpointing_milestones must be at least 1, not -1");
    assertRefused(() -> ten.withEvaluations(-1), "test_steps must not be negative: -1");
  }

  @Test
  void loadingRefusesNothingToDoItWith() {
    assertRefused(() -> DataOptions.of(0), "the batch size must be at least 1, not 0");
    assertRefused(
        () -> DataOptions.of(1).withThreads(0, 1),
        "the number of loading threads must be at least 1, not 0");
    assertRefused(
        () -> DataOptions.of(1).withThreads(1, -1),
        "the batches loaded ahead must not be negative: -1");
  }

  @Test
  void anUpdateRefusesFactorsOutOfRange() {
    Optimization defaults = Optimization.DEFAULT;
    assertRefused(
        () -> defaults.withAccumulation(0),
        "gradient_accumulation_steps must be at least 1, not 0");
    assertRefused(
        () -> defaults.withMaxGradientNorm(0), "max_grad_norm must be more than 0, not 0.0");
    assertRefused(
        () -> defaults.withMaxGradientNorm(Double.NaN),
        "max_grad_norm must be more than 0, not NaN");
    assertRefused(() -> defaults.withAverage(1), "the average's decay must be in [0, 1), not 1.0");
  }

  @Test
  void aTrainerCanBeReadBack() {
    try (TinyTask task = new TinyTask(4)) {
      Trainer.Builder<float[]> builder = TrainTiny.trainer(task, folder, 12);
      TrainingOptions options = builder.build().options();
      assertThat(options.seed()).isEqualTo(7);
      assertThat(options.threads()).isEqualTo(1);
      assertThat(options.schedule().steps()).isEqualTo(12);
      assertThat(options.data().batchSize()).isEqualTo(4);
      assertThat(options.optimization().accumulation()).isEqualTo(2);
      assertThat(options.checkpoints()).isEqualTo(CheckpointOptions.DEFAULT);
      assertRefused(() -> builder.threads(0), "the number of threads must be at least 1, not 0");
    }
  }
}
