package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.examples.testing.Trees;
import io.asva.metrics.evaluation.EvaluationSamples;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {
  private final Path root;

  TestCommandTest(@TempDir Path root) {
    this.root = root;
  }

  @Test
  void whatCantBeGeneratedIsNotEvaluated() throws IOException {
    EvaluationSamples.dataset(root.resolve("datasets/Drawn"));
    CommandRun run = test("5");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("asva: ")
        .contains("checkpoint-5")
        .doesNotContain("generated clips");
    assertThat(root.resolve("exp/evaluations")).doesNotExist();
  }

  @Test
  @Tag("soak")
  void clipsAreGeneratedAndEvaluatedByAllFiveMetrics() throws IOException {
    EvaluationSamples.models(root);
    EvaluationSamples.dataset(root.resolve("datasets/Drawn"));
    Path demo = SmallDemo.MODELS;
    Trees.copy(demo.resolve("pretrained"), root.resolve("pretrained"));
    Trees.copy(
        demo.resolve("checkpoints/audio-cond_animation/demo_audio-cond_cfg"), root.resolve("exp"));
    CommandRun run = test("1");
    assertThat(run.code()).as(run.err()).isZero();
    Path folder = root.resolve("exp/evaluations/checkpoint-1/AG-4.0_TG-1.0/seed-0");
    assertThat(folder.resolve("videos/bell_ringing/b_clip-02.mp4")).exists();
    assertThat(folder.resolve("metrics/eval_result.json"))
        .content()
        .contains("\"FID\": ", "\"FVD\": ", "\"IT_mean\": ", "\"AlignSync_std\": ");
    assertThat(folder.resolve("metrics/eval_result.html")).content().contains("9 evaluated");
    assertThat(run.out()).contains("9 clips made", "AlignSync_mean:  ");
  }

  private CommandRun test(String iteration) {
    return CommandRun.of(
        "test",
        "--exp_root",
        root.resolve("exp").toString(),
        "--iteration",
        iteration,
        "--dataset",
        "Drawn",
        "--models",
        root.toString(),
        "--steps",
        "2",
        "--device",
        "cpu");
  }
}
