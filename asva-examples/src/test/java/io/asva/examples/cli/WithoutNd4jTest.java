package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.metrics.evaluation.EvaluationSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The optional dependency ND4J is absent: only Frechet distances miss it, and say what to add. */
class WithoutNd4jTest {
  private final Path folder;
  private final AsvaProcess asva;

  WithoutNd4jTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.asva = AsvaProcess.in(folder).without(jar -> jar.startsWith("nd4j-"));
    EvaluationSamples.smallModels(folder);
    EvaluationSamples.dataset(folder.resolve("datasets/Drawn"));
    EvaluationSamples.generated(folder.resolve("exp/videos"), 1);
  }

  @Test
  void allButFrechetDistancesIsMeasured() throws Exception {
    CommandRun run =
        evaluate("--eval_clipsim", "--eval_relsync", "--eval_alignsync", "--eval_avalign");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(folder.resolve("result.json"))
        .content()
        .contains("IA_mean", "IT_mean", "RelSync_mean", "AlignSync_mean", "AVAlign_mean");
  }

  @Test
  void frechetDistancesSayWhichDependencyToAdd() throws Exception {
    CommandRun run = evaluate("--eval_fvd");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .containsPattern("add org\\.nd4j:nd4j-native:[0-9A-Z.-]+, ")
        .containsPattern("org\\.nd4j:nd4j-native:[0-9A-Z.-]+:" + Loader.getPlatform() + " ")
        .contains("(groupId:artifactId:version:classifier)");
    assertThat(folder.resolve("result.json")).doesNotExist();
  }

  private CommandRun evaluate(String... metrics) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "evaluate",
                "--models=.",
                "--dataset=Drawn",
                "--generated_video_root=exp/videos",
                "--num_clips_per_video=1",
                "--result_save_path=result.json",
                "--image_h=48",
                "--image_w=64",
                "--device=cpu"));
    arguments.addAll(List.of(metrics));
    return asva.run(arguments);
  }
}
