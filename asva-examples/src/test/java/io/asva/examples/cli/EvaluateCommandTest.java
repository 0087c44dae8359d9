package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.metrics.evaluation.EvaluationSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  private static final String[] METRICS = {
    "--eval_fvd", "--eval_clipsim", "--eval_relsync", "--eval_alignsync", "--eval_avalign"
  };

  @SuppressWarnings("NullAway.Init")
  private static Path root;

  private final Path folder;

  EvaluateCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void write(@TempDir Path temporary) throws IOException {
    root = temporary;
    EvaluationSamples.smallModels(root);
    EvaluationSamples.dataset(root.resolve("datasets/Drawn"));
    EvaluationSamples.generated(root.resolve("exp/videos"), 2);
  }

  @Test
  void printsWhatTheReferenceDoesAndWritesResultAndReport() throws IOException {
    Path result = folder.resolve("metrics/eval_result.json");
    CommandRun run = evaluate(result, METRICS);
    assertThat(run.code()).as(run.err()).isZero();
    String rule = "#".repeat(40);
    assertThat(run.out().lines())
        .startsWith(
            rule,
            "# Evaluating videos between",
            "# Groundtruth: " + root.resolve("datasets/Drawn/videos"),
            "# Generated: " + root.resolve("exp/videos"),
            rule,
            rule,
            "# Result saved to  " + result,
            rule)
        .hasSize(8 + 1 + 2 * 5 + 1)
        .endsWith("device:  CPU in fp32")
        .anyMatch(line -> line.matches("FVD: {2}[0-9.E-]+"))
        .anyMatch(line -> line.matches("AlignSync_std: {2}[0-9.E-]+"));
    assertThat(run.err())
        .contains("ground truth 3/3", "generated clips 6/6")
        .contains("Note: the report is " + folder.resolve("metrics/eval_result.html"));
    assertThat(Files.readString(result))
        .contains("\"groundtruth_video_root\": \"" + root.resolve("datasets/Drawn/videos") + "\"")
        .contains("\"num_clips_per_video\": 2", "\"RelSync_mean\": ", "\"AVAlign_std\": ")
        .contains("\"device\": \"CPU\"", "\"precision\": \"fp32\"")
        .doesNotContain("instance_metrics", "FID");
    assertThat(folder.resolve("metrics/eval_result.html"))
        .content()
        .contains(
            "<h1>Evaluation of Drawn</h1>",
            "bell_ringing",
            "Protocol: reference",
            "computed on CPU in fp32");
    assertThat(files(folder.resolve("metrics")))
        .containsExactly("eval_result.html", "eval_result.json");
  }

  @Test
  void jsonIsTheResultAndNothingElse() throws IOException {
    Path result = folder.resolve("r.json");
    CommandRun run =
        evaluate(
            result,
            "--eval_relsync",
            "--json",
            "--record_instance_metrics",
            "--no_report",
            "--protocol",
            "corrected");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(Files.readString(result) + System.lineSeparator());
    assertThat(run.out()).contains("\"bell_ringing/b_clip-01.mp4\": {");
    assertThat(files(folder)).containsExactly("r.json");
  }

  @Test
  void withoutAMetricItSaysWhatCouldBeEvaluated() {
    CommandRun run = evaluate(folder.resolve("r.json"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("nothing to evaluate")
        .contains("--eval_fvd --eval_clipsim --eval_relsync --eval_alignsync --eval_avalign");
  }

  @Test
  void whatExistsIsKeptUnlessAskedFor() throws IOException {
    Path result = Files.writeString(folder.resolve("r.json"), "mine");
    CommandRun refused = evaluate(result, "--eval_relsync");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("exists").contains("--overwrite");
    assertThat(result).hasContent("mine");
    CommandRun run = evaluate(result, "--eval_relsync", "--overwrite", "--no_report");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(result).content().contains("RelSync_mean");
  }

  @Test
  void mistakesAreNamedBeforeTheWorkBegins() throws IOException {
    Path result = folder.resolve("r.json");
    assertThat(evaluate(result, "--eval_all").err())
        .contains("pt_inception-2015-12-05-6726825d.pth", "needed by --eval_fid");
    assertThat(evaluate(result, "--eval_all", "--inception", "none.pth").err())
        .contains("none.pth");
    assertThat(evaluate(result, "--eval_relsync", "--num_clips_per_video", "3").err())
        .contains("bell_ringing/a.mp4: 2 (a_clip-00.mp4, a_clip-01.mp4)", "3 of 3 have not");
    assertThat(evaluate(result, "--eval_relsync", "--dataset", "None").err())
        .contains("There is no data set in " + root.resolve("datasets/None"));
    assertThat(evaluate(result, "--eval_relsync", "--video_fps", "0").code()).isEqualTo(2);
    assertThat(evaluate(result, "--eval_relsync", "--protocol", "mine").err())
        .contains("reference or corrected");
    assertThat(evaluate(result, "--eval_alignsync").err()).contains("needs --eval_clipsim");
    assertThat(files(folder)).isEmpty();
  }

  @Test
  void killedThreeTimesTheResultIsTheSame() throws Exception {
    killed(3);
  }

  @Test
  @Tag("soak")
  void killedTenTimesTheResultIsTheSame() throws Exception {
    killed(10);
  }

  private void killed(int times) throws Exception {
    Path whole = folder.resolve("whole.json");
    assertThat(child(whole).waitFor()).isZero();
    Path result = folder.resolve("killed.json");
    Path work = folder.resolve("killed.json.work");
    Random random = new Random(7);
    for (int i = 0; i < times; i++) {
      Process process = child(result);
      // Of three videos and six clips so many are done, and then it is anywhere in the next.
      while (process.isAlive() && kept(work) < 9 * i / times) {
        Thread.sleep(5);
      }
      process.waitFor(random.nextInt(200), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      if (i > 0) {
        assertThat(work).exists();
        assertThat(result).doesNotExist();
      }
    }
    assertThat(child(result).waitFor()).isZero();
    assertThat(result).hasSameBinaryContentAs(whole);
    assertThat(folder.resolve("killed.html")).hasSameBinaryContentAs(folder.resolve("whole.html"));
    assertThat(files(folder))
        .containsExactly("killed.html", "killed.json", "log", "whole.html", "whole.json");
  }

  private static int kept(Path work) throws IOException {
    return Files.isDirectory(work) ? files(work).size() : 0;
  }

  private Process child(Path result) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Asva.class.getName()));
    command.addAll(arguments(result, METRICS));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private static CommandRun evaluate(Path result, String... more) {
    return CommandRun.of(arguments(result, more).toArray(new String[0]));
  }

  private static List<String> arguments(Path result, String... more) {
    List<String> arguments = new ArrayList<>(List.of("evaluate"));
    add(arguments, more, "--models", root.toString());
    add(arguments, more, "--dataset", "Drawn");
    add(arguments, more, "--generated_video_root", root.resolve("exp/videos").toString());
    add(arguments, more, "--num_clips_per_video", "2");
    add(arguments, more, "--result_save_path", result.toString());
    add(arguments, more, "--image_h", "48");
    add(arguments, more, "--image_w", "64");
    add(arguments, more, "--device", "cpu");
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static void add(List<String> arguments, String[] more, String name, String value) {
    if (!List.of(more).contains(name)) {
      arguments.addAll(List.of(name, value));
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
