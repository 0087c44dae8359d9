package io.asva.training.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesLogTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void whatComesAfterTheStepIsCutOff() throws IOException {
    assertThat(after(2, "{\"step\":1}\n{\"step\":2}\n{\"step\":3}\n{\"step\":4}\n"))
        .isEqualTo("{\"step\":1}\n{\"step\":2}\n{\"step\":9,\"loss\":0.1}\n");
  }

  @Test
  void aLineThatWasCutOffGoes() throws IOException {
    assertThat(after(5, "{\"step\":1}\n{\"step\":2")).startsWith("{\"step\":1}\n{\"step\":9");
    assertThat(after(5, "{\"step\":1}\n{\"st\n")).startsWith("{\"step\":1}\n{\"step\":9");
    assertThat(after(5, "{\"step\":1}\n{\"step\":2}")).startsWith("{\"step\":1}\n{\"step\":9");
  }

  @Test
  void aNewRunsLogIsEmpty() throws IOException {
    assertThat(after(0, "{\"step\":1}\n")).isEqualTo("{\"step\":9,\"loss\":0.1}\n");
  }

  @Test
  void aLineThatWasHalfWrittenLeavesNothing() throws IOException {
    Path file = folder.resolve("train.jsonl");
    FillingDisk disk = new FillingDisk(file);
    try (JsonLinesLog log = new JsonLinesLog(disk)) {
      log.write(1, Map.of("loss", 0.1));
      disk.full(true);
      assertThatThrownBy(() -> log.write(2, Map.of("loss", 0.1)))
          .hasMessage("No space left on device");
      disk.full(false);
      log.write(3, Map.of("loss", 0.1));
    }
    assertThat(file).hasContent("{\"step\":1,\"loss\":0.1}\n{\"step\":3,\"loss\":0.1}\n");
  }

  private String after(int step, String before) throws IOException {
    Path file = folder.resolve("train.jsonl");
    Files.writeString(file, before);
    try (JsonLinesLog log = JsonLinesLog.open(file, step)) {
      log.write(9, Map.of("loss", 0.1));
    }
    return Files.readString(file);
  }
}
