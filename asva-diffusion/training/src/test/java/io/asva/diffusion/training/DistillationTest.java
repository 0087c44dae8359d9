package io.asva.diffusion.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.random.CounterRandom;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.Animator;
import io.asva.diffusion.model.Distilled;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.testing.TinyRequests;
import io.asva.training.Batch;
import io.asva.training.Optimization;
import io.asva.training.StepContext;
import io.asva.training.TrainingException;
import io.asva.training.TrainingResult;
import io.asva.training.config.OptimizerConfig;
import io.asva.training.torchscript.LiveTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole distillations at small size, from a YAML file to a clip in four steps. */
class DistillationTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private static Path folder;

  @SuppressWarnings("NullAway.Init") // JUnit calls what sets it
  private static SmallDistillation small;

  private static final List<Double> LOSSES = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // JUnit calls what sets it
  private static TrainingResult whole;

  @BeforeAll
  static void distil() throws IOException {
    small = SmallDistillation.in(folder);
    whole = small.train(small.config("whole", 4), LOSSES);
  }

  private static float[] values(Weights weights, String name) {
    return ((FloatTensor) weights.read(name)).values();
  }

  private static void same(Weights one, Weights other) {
    assertThat(one.tensors()).hasSameSizeAs(other.tensors());
    for (WeightTensor tensor : one.tensors()) {
      assertThat(values(other, tensor.name()))
          .as(tensor.name())
          .isEqualTo(values(one, tensor.name()));
    }
  }

  /** The mean loss over batches that are always the same; the gradients stay. */
  private static double probe(AnimationTraining training) {
    double sum = 0;
    for (int i = 0; i < 12; i++) {
      CounterRandom random = CounterRandom.of(77, i);
      List<AnimationClip> clips =
          List.of(training.examples().load(0, random), training.examples().load(2, random));
      Batch<AnimationClip> batch = new Batch<>(clips, List.of("a", "b"));
      sum += training.backward(batch, new StepContext(99, i, 0, 1, 1)).loss();
    }
    return sum / 12;
  }

  @Test
  void thirtyUpdatesLowerTheLossAndGiveTheSameBitsAgain() throws IOException {
    String[] sparse = {
      "checkpointing_steps: 1", "checkpointing_steps: 100", "milestones: 1", "milestones: 100"
    };
    AnimationTrainingConfig config = small.config("lower", 30, sparse);
    double before;
    try (AnimationTraining training = AnimationTraining.open(config, Device.cpu())) {
      before = probe(training);
    }
    List<Double> losses = new ArrayList<>();
    TrainingResult result;
    try (AnimationTraining training = AnimationTraining.open(config, Device.cpu())) {
      result = SmallDistillation.train(training, config, losses);
      assertThat(probe(training)).isLessThan(0.8 * before);
      assertComputesWith(training, SmallDistillation.target(result.checkpoint()));
    }
    List<Double> again = new ArrayList<>();
    TrainingResult other = small.train(small.config("again", 30, sparse), again);

    assertThat(losses).hasSize(30).isEqualTo(again);
    same(
        SmallDistillation.target(result.checkpoint()),
        SmallDistillation.target(other.checkpoint()));
  }

  /** The target is the network that a checkpoint holds. */
  private static void assertComputesWith(AnimationTraining training, Weights saved) {
    for (LiveTensor live : requireNonNull(training.networks().get("unet")).averages()) {
      assertThat(((FloatTensor) live.read()).values())
          .as(live.name())
          .isEqualTo(values(saved, live.name()));
    }
  }

  @Test
  void aRunThatIsContinuedEndsLikeOneThatWasNot() throws IOException {
    List<Double> parts = new ArrayList<>();
    small.train(small.config("pieces", 2), parts);
    TrainingResult pieces = small.train(small.config("pieces", 4), parts);

    assertThat(parts).hasSize(4).isEqualTo(LOSSES);
    same(target(4), SmallDistillation.target(pieces.checkpoint()));
    same(student(4), SmallDistillation.student(pieces.checkpoint()));
  }

  @Test
  void theTargetFollowsTheStudentByTheDecay() {
    // The first update makes it the student; then the decay is min(0.95, (1 + n) / (10 + n)).
    assertMoved(0, target(1), target(1), student(1));
    assertMoved(2.0 / 11, target(1), target(2), student(2));
    assertMoved(3.0 / 12, target(2), target(3), student(3));
  }

  private static Path checkpoint(int step) {
    return whole.checkpoint().resolveSibling("checkpoint-" + step);
  }

  private static Weights target(int step) {
    return SmallDistillation.target(checkpoint(step));
  }

  private static Weights student(int step) {
    return SmallDistillation.student(checkpoint(step));
  }

  private static void assertMoved(double decay, Weights from, Weights to, Weights student) {
    double moved = 0;
    for (WeightTensor tensor : to.tensors()) {
      float[] was = values(from, tensor.name());
      float[] is = values(to, tensor.name());
      float[] towards = values(student, "unet." + tensor.name());
      for (int i = 0; i < is.length; i++) {
        double expected = decay * was[i] + (1 - decay) * towards[i];
        assertThat((double) is[i]).isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
        moved = Math.max(moved, Math.abs(is[i] - was[i]));
      }
    }
    assertThat(moved > 1e-5).isEqualTo(decay > 0);
  }

  @Test
  void withoutAnAverageThereIsNoTarget() throws IOException {
    AnimationTrainingConfig config = small.config("none", 1);
    OptimizerConfig optimizer = config.optimizer();
    AnimationTrainingConfig without =
        new AnimationTrainingConfig(
            config.run(),
            config.model(),
            config.data(),
            config.loading(),
            new OptimizerConfig(
                1, Optimization.DEFAULT, 1, 1, optimizer.resume(), false, optimizer.threads()),
            config.distillation(),
            List.of());
    assertThatThrownBy(() -> small.train(without, new ArrayList<>()))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("[unet] can't be trained without an average")
        .hasMessageContaining("set ema_decay");
  }

  @Test
  void anotherGuidanceIsAnotherRun() throws IOException {
    AnimationTrainingConfig other =
        small.config("whole", 5, "audio_guidance: 3", "audio_guidance: 4");
    assertThatThrownBy(() -> small.train(other, new ArrayList<>()))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("distill.audio_guidance: 3.0 in the checkpoint, 4.0 now");
  }

  @Test
  void theResultAnimatesInFourEvaluations() throws IOException {
    ModelFolder model = TrainedModel.in(folder.resolve("whole"), folder);
    assertThat(model.unet()).isEqualTo(whole.checkpoint().resolve("modules/unet"));
    assertThat(model.distilled()).contains(new Distilled(3, 2, 50, 10));
    try (Animator animator = TinyRequests.animator(folder).models(model).size(16, 24).build()) {
      AnimatedClip clip =
          animator
              .animate(TinyRequests.request().scheduler("lcm").steps(4).audioGuidance(1).build())
              .clip();
      assertThat(clip.effort().evaluations()).isEqualTo(4);
      assertThat(clip.pixels().shape().dims()).containsExactly(4, 3, 16, 24);
    }
  }
}
