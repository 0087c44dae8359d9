package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
