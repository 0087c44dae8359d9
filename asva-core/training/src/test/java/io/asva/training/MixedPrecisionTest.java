package io.asva.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.training.torchscript.LibTorch;
import io.asva.training.torchscript.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Training in mixed precision, half precision too on a processor: slow, but the same numbers. */
class MixedPrecisionTest {
  private static final Optimization FAST =
      Optimization.DEFAULT.with(AdamWOptions.DEFAULT.withLearningRate(3e-2));

  /** Makes gradients that don't overflow at the first scale. */
  private static final double SMALL = 1.0 / 256;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path folder;

  @BeforeAll
  static void spinOnNoCoreThatOthersWant() {
    LibTorch.setThreads(1);
  }

  private static TinyTask task(Precision precision) {
    return new TinyTask(8, 5, precision);
  }

  private static Trainer.Builder<float[]> trainer(
      TinyTask task, Path folder, int steps, Precision precision) {
    return Trainer.builder(task, folder, steps)
        .threads(1)
        .schedule(Schedule.of(steps).withCheckpoints(5, 100))
        .data(DataOptions.of(8).withEpochEnd(EpochEnd.RUN_ON))
        .optimization(FAST.withAccumulation(2).withPrecision(precision));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void theLossBecomesSmall(Precision precision) throws IOException {
    try (TinyTask task = task(precision)) {
      trainer(task, folder, 150, precision).build().run();
    }
    double first = RunFiles.mean(folder, "train_loss", 1, 10);
    assertThat(RunFiles.mean(folder, "train_loss", 141, 150)).isLessThan(first / 3);
  }

  @Test
  void theScaleOfTheLossIsTakenOutOfTheGradientsBeforeTheyAreClipped() throws IOException {
    try (TinyTask single = task(Precision.SINGLE);
        TinyTask half = task(Precision.FLOAT16)) {
      single.pull(SMALL);
      half.pull(SMALL);
      trainer(single, folder.resolve("a"), 1, Precision.SINGLE).build().run();
      trainer(half, folder.resolve("b"), 1, Precision.FLOAT16).build().run();
    }
    double expected = RunFiles.mean(folder.resolve("a"), "grad_norm", 1, 1);
    double norm = RunFiles.mean(folder.resolve("b"), "grad_norm", 1, 1);
    assertThat(norm).isBetween(0.98 * expected, 1.02 * expected).isNotEqualTo(expected);
    assertThat(RunFiles.mean(folder.resolve("b"), "loss_scale", 1, 1)).isEqualTo(65536);
    assertThat(RunFiles.figures(folder.resolve("a")).get(0)).doesNotContain("loss_scale");
  }

  @Test
  void aRunFindsItsScaleByItself() throws IOException {
    try (TinyTask task = task(Precision.FLOAT16)) {
      trainer(task, folder, 6, Precision.FLOAT16).build().run();
    }
    assertThat(RunFiles.figures(folder).get(0)).doesNotContain("grad_norm");
    assertThat(RunFiles.mean(folder, "loss_scale", 6, 6)).isLessThan(65536);
    assertThat(RunFiles.mean(folder, "grad_norm", 6, 6)).isPositive();
  }

  @Test
  void anUpdateWhoseGradientsOverflowIsSkippedAndTheScaleHalved() throws IOException {
    try (TinyTask task = task(Precision.FLOAT16)) {
      Map<String, Object> before = weights(task);
      task.pull(Double.POSITIVE_INFINITY);
      trainer(task, folder, 2, Precision.FLOAT16).build().run();
      assertThat(weights(task)).isEqualTo(before);
      task.pull(SMALL);
      trainer(task, folder, 3, Precision.FLOAT16).build().run();
      assertThat(weights(task)).isNotEqualTo(before);
    }
    assertThat(RunFiles.mean(folder, "loss_scale", 1, 1)).isEqualTo(65536);
    assertThat(RunFiles.mean(folder, "loss_scale", 2, 2)).isEqualTo(32768);
    assertThat(RunFiles.mean(folder, "loss_scale", 3, 3)).isEqualTo(16384);
    assertThat(RunFiles.figures(folder).get(0)).doesNotContain("grad_norm");
    assertThat(RunFiles.figures(folder).get(2)).contains("grad_norm");
  }

  @Test
  void theLearningRateWaitsForUpdatesThatWereSkipped() throws IOException {
    Optimization rising =
        FAST.with(LearningRate.constantWithWarmup(10)).withPrecision(Precision.FLOAT16);
    try (TinyTask task = task(Precision.FLOAT16)) {
      task.pull(Double.POSITIVE_INFINITY);
      trainer(task, folder, 2, Precision.FLOAT16).optimization(rising).build().run();
      task.pull(SMALL);
      trainer(task, folder, 4, Precision.FLOAT16).optimization(rising).build().run();
    }
    double first = RunFiles.mean(folder, "lr", 1, 1);
    assertThat(RunFiles.mean(folder, "lr", 3, 3)).isEqualTo(first);
    assertThat(RunFiles.mean(folder, "lr", 4, 4)).isGreaterThan(first);
  }

  private static Map<String, Object> weights(TinyTask task) {
    Map<String, Object> bits = task.bits();
    bits.keySet().removeIf(name -> name.startsWith("norm.") && !name.endsWith("t"));
    return bits;
  }

  @Test
  void gradientsThatNoScaleMakesFiniteEndTheRun() {
    try (TinyTask task = task(Precision.FLOAT16)) {
      task.pull(Double.NaN);
      assertThatThrownBy(() -> trainer(task, folder, 100, Precision.FLOAT16).build().run())
          .isInstanceOfSatisfying(DivergedException.class, e -> assertThat(e.step()).isEqualTo(31))
          .hasMessageStartingWith("The gradients' norm is NaN at step 31");
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aRunInPiecesIsTheRunInOne(Precision precision) throws IOException {
    Map<String, Object> whole = train(folder.resolve("whole"), 9, precision);
    Path pieces = folder.resolve("pieces");
    train(pieces, 4, precision);
    assertThat(train(pieces, 9, precision)).isEqualTo(whole);
    RunFiles.assertSameFigures(pieces, folder.resolve("whole"));
    assertThat(
            Files.readString(RunFiles.checkpoint(pieces, 9).resolve("trainer_state.json"))
                .contains("\"loss_scaler\""))
        .isEqualTo(precision == Precision.FLOAT16);
  }

  /** Trains, the third update's gradients being too large for the scale. */
  private static Map<String, Object> train(Path folder, int steps, Precision precision) {
    try (TinyTask task = task(precision)) {
      TrainingListener overflow =
          new TrainingListener() {
            @Override
            public void onStep(TrainingProgress progress) {
              boolean third = progress.step() == 2 && precision == Precision.FLOAT16;
              task.pull(third ? Double.POSITIVE_INFINITY : 1);
            }
          };
      trainer(task, folder, steps, precision).listener(overflow).build().run();
      return task.bits();
    }
  }

  @Test
  void anotherPrecisionGivesOtherResults() {
    train(folder, 2, Precision.SINGLE);
    try (TinyTask task = task(Precision.BFLOAT16)) {
      assertThatThrownBy(() -> trainer(task, folder, 4, Precision.BFLOAT16).build().run())
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("optim.mixed_precision: not set in the checkpoint, BFLOAT16 now");
    }
  }
}
