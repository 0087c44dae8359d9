package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.diffusion.text.CategoryEncodings;
import io.asva.media.dataset.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCommandTest {
  private final Path folder;

  DatasetCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void draw() throws IOException {
    SmallDataset.write(folder);
  }

  @Test
  void nothingWrongIsSaid() {
    CommandRun run = CommandRun.of("dataset", "check", folder.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("layout of AVSync15", "test: 2 videos, 0.1 min", "2 for 2 s clips")
        .endsWith("Nothing is wrong." + System.lineSeparator());
    assertThat(run.err()).contains("checking videos 2/2");
  }

  @Test
  void findingsAreListedAndCountedAndEndWithOne() throws IOException {
    Files.writeString(folder.resolve("test.txt"), "bell_ringing/a.mp4\nbell_ringing/c.mp4\n");
    CommandRun run = CommandRun.of("dataset", "check", "--for", "sync-training", folder.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("  TOO_SHORT  bell_ringing/a.mp4: it lasts 2.20 s;", "needs 6.0 s")
        .contains("  MISSING  bell_ringing/c.mp4: there is no file")
        .contains("1 MISSING, 1 TOO_SHORT");
    CommandRun json =
        CommandRun.of("dataset", "check", "--json", "--split", "test", folder.toString());
    assertThat(json.code()).isEqualTo(1);
    JsonNode report = new ObjectMapper().readTree(json.out());
    assertThat(report.at("/counts/missing").asInt()).isEqualTo(1);
    assertThat(report.at("/splits/0/findings/0/video").asText()).isEqualTo("bell_ringing/c.mp4");
    assertThat(report.at("/splits/0/long_enough/clips").asInt()).isEqualTo(1);
  }

  @Test
  void mistakesAreNamed() {
    assertThat(CommandRun.of("dataset").code()).isEqualTo(2);
    assertThat(CommandRun.of("dataset", "check", "no-such").err()).contains("no data set");
    assertThat(CommandRun.of("dataset", "check", "--for", "fun", ".").err())
        .contains("'fun' is none of clips, sync-evaluation, sync-training");
    assertThat(CommandRun.of("dataset", "check", "--split", "all", ".").code()).isEqualTo(2);
  }

  @Test
  void theTextsOfCategoriesAreEncodedOnce() {
    CommandRun run = encode();
    assertThat(run.code()).as(run.err()).isZero();
    Path file = Dataset.newEncodingsIn(folder);
    assertThat(run.out()).contains("Wrote 1 encodings to " + file);
    assertThat(CategoryEncodings.open(file, folder.resolve("none")).names())
        .containsExactly("bell ringing");
    assertThat(encode().err()).contains("exists and is kept");
    assertThat(encode("--overwrite").code()).isZero();
    assertThat(encode("--out", folder + "/mine.safetensors").code()).isZero();
    assertThat(folder.resolve("mine.safetensors")).exists();
    assertThat(
            CommandRun.of(
                    "dataset",
                    "encode-text",
                    folder.toString(),
                    "--overwrite",
                    "--models",
                    "target")
                .err())
        .contains("There is no text encoder in target");
  }

  private CommandRun encode(String... more) {
    String[] all = new String[7 + more.length];
    String[] start = {
      "dataset",
      "encode-text",
      folder.toString(),
      "--models",
      SmallDemo.MODELS.toString(),
      "--device",
      "cpu"
    };
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(more, 0, all, start.length, more.length);
    return CommandRun.of(all);
  }
}
