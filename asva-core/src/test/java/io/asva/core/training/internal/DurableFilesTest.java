package io.asva.core.training.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void aTextReplacesAnotherAndLeavesNothingBeside() throws IOException {
    Path file = folder.resolve("config.yaml");
    DurableFiles.replace(file, "one");
    assertThat(file).hasContent("one");
    DurableFiles.replace(file, "other");
    assertThat(file).hasContent("other");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(file);
    }
  }

  @Test
  void theSameTextIsNotWrittenAgain() throws IOException {
    Path file = folder.resolve("config.yaml");
    DurableFiles.replace(file, "one");
    FileTime then = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file, then);
    DurableFiles.replace(file, "one");
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(then);
  }

  @Test
  void whatCantBeReplacedStays() throws IOException {
    Path file = Files.writeString(folder.resolve("config.yaml"), "one");
    Path inTheWay = Files.createDirectory(folder.resolve(".config.yaml.part"));
    Files.createFile(inTheWay.resolve("file"));
    assertThatThrownBy(() -> DurableFiles.replace(file, "other")).isInstanceOf(IOException.class);
    assertThat(file).hasContent("one");
  }
}
