package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateSyncCommandTest {
  private static Path folder;

  @BeforeAll
  static void draw(@TempDir Path temporary) throws IOException {
    folder = temporary;
    ClassifierFolder.write(folder);
    Path videos = Files.createDirectories(folder.resolve("videos"));
    for (int i = 0; i < 4; i++) {
      DrawnClip.of(i, 3).mp4(videos.resolve(i + ".mp4"), 12 + 6 * i, 0, 44100, 1 + i % 2);
    }
    DrawnClip.of(9, 2).mp4(videos.resolve("short.mp4"), 12, 0, 44100, 1);
    Files.writeString(
        folder.resolve("test.txt"),
        "0.mp4\r\n\r\n1.mp4\r\ngone.mp4\r\n2.mp4\r\nshort.mp4\n3.mp4\n");
  }

  private static List<String> arguments(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "evaluate-sync",
                "--checkpoint",
                folder.resolve(ClassifierFolder.MODULES).toString(),
                "--data_root",
                folder.resolve("videos").toString(),
                "--example_list_path",
                folder.resolve("test.txt").toString(),
                "--num_clips",
                "5",
                "--tolerate_range",
                "1",
                "--mixed_precision",
                "no",
                "--seed",
                "123",
                "--device",
                "cpu"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static CommandRun evaluate(String... more) {
    return CommandRun.of(arguments(more).toArray(String[]::new));
  }

  @Test
  void itPrintsWhatTheReferencePrintsAndTheIntervalAndChance() throws IOException {
    CommandRun run = evaluate();
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines().toList().subList(4, 7))
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("valid examples = 4"),
            line -> assertThat(line).matches("av_acc = [01]\\.[0-9]{4}"),
            line -> assertThat(line).matches("va_acc = [01]\\.[0-9]{4}"));
    assertThat(run.out()).contains("chance = 0.6000", "95% interval = ", "bad examples = 2");
    assertThat(run.err())
        .contains("2 of 6 listed videos could not be scored:", "  gone.mp4: ", "  short.mp4: ");
    assertThat(run.err()).contains("evaluating 6/6");
    assertThat(journals()).isEmpty();
  }

  @Test
  void jsonSaysTheSameToMachines() throws IOException {
    CommandRun run = evaluate("--json", "--protocol", "reference");
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.path("valid_examples").asInt()).isEqualTo(4);
    assertThat(json.path("chance").asDouble()).isEqualTo(0.6);
    assertThat(json.path("av_acc_interval_95")).hasSize(2);
    assertThat(json.path("bad_examples").path(0).path("name").asText()).isEqualTo("gone.mp4");
    assertThat(json.path("protocol").asText()).isEqualTo("reference");
  }

  @Test
  void killedAndRunAgainItGoesOnAndPrintsTheSame() throws IOException, InterruptedException {
    String whole = evaluate().out();
    Random random = new Random(5);
    int kept = 0;
    for (int round = 0; round < 4; round++) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Asva.class.getName()));
      command.addAll(arguments());
      File log = folder.resolve("log" + round).toFile();
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
      int videos = 1 + random.nextInt(2);
      while (process.isAlive() && lines(journals()) < videos + 1) {
        Thread.sleep(5);
      }
      Thread.sleep(random.nextInt(100));
      process.destroyForcibly().waitFor();
      kept += journals().size();
      if (round == 3) {
        assertThat(evaluate().out()).isEqualTo(whole);
        assertThat(journals()).isEmpty();
      }
    }
    assertThat(kept).as("journals that a kill left").isPositive();
  }

  private static long lines(List<Path> files) throws IOException {
    return files.isEmpty() ? 0 : Files.readString(files.get(0)).lines().count();
  }

  private static List<Path> journals() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".jsonl")).toList();
    }
  }

  @Test
  void badOptionsSayWhatIsWrong() {
    assertThat(CommandRun.of("evaluate-sync", "--num-clips", "0").code()).isEqualTo(2);
    assertThat(CommandRun.of("evaluate-sync", "--mixed-precision", "bf16").err())
        .contains("no or fp16");
    assertThat(
            CommandRun.of("evaluate-sync", "--mixed-precision", "fp16", "--precision", "tf32")
                .err())
        .contains("--mixed_precision fp16 and --precision tf32 contradict each other");
    assertThat(
            CommandRun.of(
                    "evaluate-sync", "--example_list_path", folder.resolve("no.txt").toString())
                .err())
        .contains("no.txt");
  }
}
