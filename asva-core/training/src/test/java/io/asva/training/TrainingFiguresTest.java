package io.asva.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingFiguresTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("train.jsonl"), text);
  }

  @Test
  void completeLinesAreRead() throws IOException {
    Path file = file("{\"step\":1,\"train_loss\":0.5,\"lr\":1}\n{\"step\":1,\"test\":2}\n{\"st");
    assertThat(TrainingFigures.read(file))
        .containsExactly(
            new TrainingFigures(1, Map.of("train_loss", 0.5, "lr", 1.0)),
            new TrainingFigures(1, Map.of("test", 2.0)));
    assertThat(TrainingFigures.read(file).get(0).value("train_loss")).hasValue(0.5);
    assertThat(TrainingFigures.read(file).get(1).value("train_loss")).isEmpty();
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path file = file("{\"step\":1}\n{\"loss\":1}\n");
    assertThatThrownBy(() -> TrainingFigures.read(file))
        .isInstanceOf(TrainingException.class)
        .hasMessage("Line 2 of " + file + " holds no figures of a step.");
    Path text = file("hello\n");
    assertThatThrownBy(() -> TrainingFigures.read(text)).hasMessageStartingWith("Line 1 of ");
    assertThatThrownBy(() -> TrainingFigures.read(folder.resolve("none")))
        .hasMessageStartingWith("Can't read " + folder.resolve("none"));
  }
}
