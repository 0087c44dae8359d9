package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.training.CheckpointOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainCommandTest {
  private static final String YAML =
      """
      exp: {output_dir: out, log_with: wandb}
      model:
        audio_encoder: {widths: [4, 4, 4, 4, 4]}
        video_encoder: {widths: [4, 4, 4, 4, 4]}
      train:
        batch_size: 1
        dataset: {data_root: v, example_list_path: none.txt}
      optim: {max_train_steps: 1, learning_rate: 1e-4, mixed_precision: fp16}
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path folder;

  private static final String ENDLESS =
      """
      exp: {output_dir: out}
      model:
        audio_encoder: {widths: [4, 4, 4, 4, 4]}
        video_encoder: {widths: [4, 4, 4, 4, 4]}
      train:
        batch_size: 1
        bad_files: fail
        dataset: {data_root: ., example_list_path: list.txt, image_size: 32, num_clips: 2}
      optim: {max_train_steps: 100000, learning_rate: 1e-4}
      """;

  private final StringWriter err = new StringWriter();

  private int run(String yaml, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("run.yaml"), yaml);
    String[] args = new String[5 + more.length];
    args[0] = "train";
    args[1] = "sync";
    args[2] = "--config_file=" + file;
    args[3] = "--root=" + folder;
    args[4] = "--device=cpu";
    System.arraycopy(more, 0, args, 5, more.length);
    return Asva.execute(line -> line.setErr(new PrintWriter(err, true)), args);
  }

  @Test
  void settingsWithoutEffectAreOneWarning() throws IOException {
    assertThat(run(YAML)).isEqualTo(1);
    assertThat(err.toString())
        .containsOnlyOnce("Warning: settings without effect here:")
        .contains("exp.log_with (line 1): ", "optim.mixed_precision (line 8): ")
        .contains("none.txt");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void bf16HasAnEffectOnAProcessorToo() throws IOException {
    assertThat(run(YAML.replace("fp16", "bf16"))).isEqualTo(1);
    assertThat(err.toString()).contains("exp.log_with").doesNotContain("mixed_precision");
  }

  @Test
  void aCacheOfFramesHasNoEffectOnTheClassifier() throws IOException {
    assertThat(run(YAML.replace("batch_size: 1", "batch_size: 1\n  cache_dir: c"))).isEqualTo(1);
    assertThat(err.toString()).contains("train.cache_dir (line 7): clips are read anew each time");
  }

  @Test
  void otherSettingsAreRefusedAndAFullDiskEndsTheRunUnlessTold() {
    CheckpointOptions usual = options().checkpoints();
    assertThat(usual).isEqualTo(CheckpointOptions.DEFAULT);
    CheckpointOptions told = options("--accept-other-settings", "--keep-going").checkpoints();
    assertThat(told.otherSettings()).isEqualTo(CheckpointOptions.OtherSettings.ACCEPT);
    assertThat(told.failure()).isEqualTo(CheckpointOptions.Failure.GO_ON);
  }

  private static TrainOptions options(String... more) {
    TrainOptions options = new TrainOptions();
    Stream<String> all = Stream.concat(Stream.of("--config_file=run.yaml"), Arrays.stream(more));
    return CommandLine.populateCommand(options, all.toArray(String[]::new));
  }

  @Test
  void aSignalEndsItWithACheckpointAndExitCodeZero() throws Exception {
    DrawnClip.of(1, 3).mp4(folder.resolve("a.mp4"), 12, 0, 16_000, 1);
    Files.writeString(folder.resolve("list.txt"), "a.mp4\n");
    Files.writeString(folder.resolve("run.yaml"), ENDLESS);
    AsvaProcess asva = AsvaProcess.in(folder);
    Process process =
        asva.start(List.of("train", "sync", "--config_file", "run.yaml", "--device", "cpu"));
    Path figures = folder.resolve("out").resolve("train.jsonl");
    while (process.isAlive() && !(Files.exists(figures) && Files.size(figures) > 0)) {
      Thread.sleep(50);
    }
    process.destroy();
    assertThat(process.waitFor()).as(Files.readString(asva.err())).isZero();
    assertThat(asva.err()).content().contains("Stopping as asked", "Saved state to ");
    try (Stream<Path> checkpoints = Files.list(folder.resolve("out").resolve("ckpts"))) {
      assertThat(checkpoints).singleElement().satisfies(TrainCommandTest::isWhole);
    }
  }

  private static void isWhole(Path checkpoint) {
    assertThat(checkpoint.resolve("manifest.json")).isNotEmptyFile();
    assertThat(checkpoint.resolve("modules").resolve("head")).isNotEmptyDirectory();
  }

  @Test
  void eachCommandSaysWhichFilesTheOtherTakes() throws IOException {
    String yaml =
        """
        exp: {output_dir: out}
        model:
          audio_encoder: {n_segment: 4}
          vae: {pretrained_model_name_or_path: sd}
          unet: {pretrained_3d_model_path: unet}
        train:
          batch_size: 1
          dataset: {data_root: v, video_num_frame: 4}
        optim: {max_train_steps: 1, learning_rate: 1e-5}
        """;
    Path file = Files.writeString(folder.resolve("run.yaml"), yaml);
    CommandRun distill = CommandRun.of("train", "distill", "--config_file=" + file);
    assertThat(distill.code()).isEqualTo(2);
    assertThat(distill.err()).contains("run.yaml has no section distill; `distill: {}` has the");
    Files.writeString(file, yaml + "distill: {}\n");
    CommandRun animation = CommandRun.of("train", "animation", "--config_file=" + file);
    assertThat(animation.code()).isEqualTo(2);
    assertThat(animation.err())
        .contains("run.yaml has a section distill, which asva train distill");
    assertThat(CommandRun.of("train", "distill", "--help").out())
        .startsWith("Usage: asva train distill")
        .contains("--config_file", "--scheduler lcm --steps 4 --audio_guidance 1");
  }

  @Test
  void withStrictTheyAreAnError() throws IOException {
    assertThat(run(YAML, "--strict")).isEqualTo(1);
    assertThat(err.toString())
        .doesNotContain("Warning")
        .contains("run.yaml: settings without effect here:\n  exp.log_with");
  }

  @Test
  void anUnknownSettingIsNamed() throws IOException {
    assertThat(run(YAML.replace("batch_size", "batchsize"))).isEqualTo(1);
    assertThat(err.toString()).contains("train.batch_size is missing");
    assertThat(run(YAML.replace("learning_rate: 1e-4", "learning_rate: 1e-4, lr: 2"))).isEqualTo(1);
    assertThat(err.toString()).contains("line 8: optim.lr");
  }
}
