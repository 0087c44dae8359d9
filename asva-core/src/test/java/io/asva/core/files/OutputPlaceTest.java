package io.asva.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.asva.core.AsvaException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPlaceTest {
  private final Path folder;

  OutputPlaceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aFileNeedsAFolderThatIsOne() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(OutputPlace.file(folder.resolve("new.mp4"))).isEmpty();
    assertThat(OutputPlace.file(file)).isEmpty();
    assertThat(OutputPlace.file(folder.resolve("no/new.mp4")))
        .hasValue(
            "Can't write "
                + folder.resolve("no/new.mp4")
                + ": there is no folder "
                + folder.resolve("no")
                + "; create it first.");
    assertThat(OutputPlace.file(file.resolve("new.mp4")).orElseThrow()).contains("no folder");
    assertThat(OutputPlace.file(folder))
        .hasValue("Can't write " + folder + ": it is a folder; name a file.");
  }

  @Test
  void foldersThatAreMadeNeedOneAboveThem() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(OutputPlace.fileAndFolders(folder.resolve("a/b/c.json"))).isEmpty();
    assertThat(OutputPlace.folder(folder.resolve("a/b"))).isEmpty();
    assertThat(folder.resolve("a")).as("nothing is made by looking").doesNotExist();
    assertThat(OutputPlace.fileAndFolders(file.resolve("b/c.json")))
        .hasValue(
            "Can't write "
                + file.resolve("b/c.json")
                + ": "
                + file
                + " is no folder; choose another place.");
    assertThat(OutputPlace.folder(file.resolve("b")).orElseThrow())
        .contains(file + " is no folder");
    assertThat(OutputPlace.folder(file).orElseThrow()).contains(file + " is no folder");
  }

  @Test
  void aFolderThatCanNotBeWrittenToIsNamed() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    assumeThat(closed.toFile().setWritable(false)).isTrue();
    assumeThat(Files.isWritable(closed)).as("whoever may do everything").isFalse();
    assertThat(OutputPlace.file(closed.resolve("new.mp4")).orElseThrow())
        .contains(closed + " can't be written to");
    assertThat(OutputPlace.folder(closed.resolve("new")).orElseThrow())
        .contains(closed + " can't be written to");
  }

  @Test
  void failuresNameTheFileThatWasAskedForAndNoTemporaryOne() {
    Path target = folder.resolve("out.mp4");
    assertThatThrownBy(
            () ->
                OutputFile.write(
                    target,
                    IfExists.FAIL,
                    temporary -> {
                      throw new FileSystemException(
                          temporary.toString(), null, "No space left on device");
                    }))
        .isInstanceOf(OutputException.class)
        .hasMessage("Can't write " + target + ": No space left on device.");
    assertThatThrownBy(
            () ->
                OutputFile.write(
                    target,
                    IfExists.FAIL,
                    temporary -> {
                      throw new AsvaException("Can't finish " + temporary + ": no space.");
                    }))
        .hasMessage("Can't finish " + target + ": no space.");
    assertThat(folder).isEmptyDirectory();
  }
}
