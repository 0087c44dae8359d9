package io.asva.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path folder;

  private Path model(String name) throws IOException {
    Path model = Files.createDirectories(folder.resolve(name));
    Files.writeString(model.resolve("config.json"), "{}");
    return model;
  }

  @Test
  void aLinkedFolderHasTheStampOfTheFolderItLeadsTo() throws IOException {
    Path one = model("one");
    Path two = model("two");
    Path link = Files.createSymbolicLink(folder.resolve("link"), one);
    assertThat(FileStamp.of(link)).isEqualTo(FileStamp.of(one)).isNotEmpty();
    Files.delete(link);
    Files.createSymbolicLink(link, two);
    assertThat(FileStamp.of(link)).isEqualTo(FileStamp.of(two)).isNotEqualTo(FileStamp.of(one));
  }

  @Test
  void aLinkedFileHasTheStampOfTheFileItLeadsTo() throws IOException {
    Path file = model("one").resolve("config.json");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThat(FileStamp.of(link)).isEqualTo(FileStamp.of(file)).isNotEmpty();
  }

  @Test
  void aLinkThatLeadsNowhereHasNone() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("none"));
    assertThatThrownBy(() -> FileStamp.of(link)).isInstanceOf(NoSuchFileException.class);
  }
}
