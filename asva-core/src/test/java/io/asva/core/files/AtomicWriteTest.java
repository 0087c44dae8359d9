package io.asva.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicWriteTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void aTextReplacesAnotherAndLeavesNothingBeside() throws IOException {
    Path file = folder.resolve("config.yaml");
    AtomicWrite.writeText(file, "one");
    assertThat(file).hasContent("one");
    AtomicWrite.writeText(file, "other");
    assertThat(file).hasContent("other");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(file);
    }
  }

  @Test
  void theSameTextIsNotWrittenAgain() throws IOException {
    Path file = folder.resolve("config.yaml");
    AtomicWrite.writeText(file, "one");
    FileTime then = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file, then);
    AtomicWrite.writeText(file, "one");
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(then);
  }

  @Test
  void whatCantBeReplacedStays() throws IOException {
    Path file = Files.writeString(folder.resolve("config.yaml"), "one");
    assertThatThrownBy(
            () ->
                AtomicWrite.write(
                    file,
                    part -> {
                      Files.writeString(part, "half");
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");
    assertThat(file).hasContent("one");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(file);
    }
  }

  @Test
  void whatAKilledWriterLeftIsRemovedByTheNext() throws IOException {
    Path left = Files.createDirectory(folder.resolve(".asva-" + UUID.randomUUID()));
    Files.createFile(left.resolve(".lock"));
    Files.writeString(left.resolve("a.safetensors"), "half");
    Path other = Files.writeString(folder.resolve(".asva-mine"), "kept");
    Path file = folder.resolve("b.safetensors");
    AtomicWrite.writeUnsynced(file, part -> Files.writeString(part, "whole"));
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactlyInAnyOrder(file, other);
    }
  }

  @Test
  void aWriterThatLivesIsLeftAlone() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicWrite.write(
        file,
        part -> {
          AtomicWrite.write(folder.resolve("b.txt"), other -> Files.writeString(other, "b"));
          Files.writeString(part, "a");
        });
    assertThat(file).hasContent("a");
    assertThat(folder.resolve("b.txt")).hasContent("b");
  }
}
