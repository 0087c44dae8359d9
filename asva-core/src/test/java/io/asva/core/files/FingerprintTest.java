package io.asva.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.AsvaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path folder;

  @Test
  void aCopyElsewhereIsTheSame() throws IOException {
    Path file = Files.write(folder.resolve("a.bin"), new byte[1_000_000]);
    Path copy = Files.copy(file, folder.resolve("b.bin"));
    Files.setLastModifiedTime(copy, FileTime.fromMillis(5));
    assertThat(Fingerprint.of(copy)).isEqualTo(Fingerprint.of(file)).hasSize(12);
  }

  @Test
  void anotherSizeBeginningMiddleOrEndIsAnother() throws IOException {
    byte[] bytes = new byte[1_000_000];
    String zeros = Fingerprint.of(Files.write(folder.resolve("a"), bytes));
    for (int at : new int[] {0, bytes.length / 3, bytes.length - 1}) {
      byte[] other = bytes.clone();
      java.util.Arrays.fill(other, Math.max(0, at - 20_000), at + 1, (byte) 1);
      assertThat(Fingerprint.of(Files.write(folder.resolve("b"), other))).isNotEqualTo(zeros);
    }
    assertThat(Fingerprint.of(Files.write(folder.resolve("b"), new byte[1_000_001])))
        .isNotEqualTo(zeros);
  }

  @Test
  void inAFolderWeightsAndConfigurationsCount() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{}");
    Files.writeString(folder.resolve("model.safetensors"), "weights");
    String before = Fingerprint.of(folder);
    Files.writeString(folder.resolve("README.md"), "new");
    assertThat(Fingerprint.of(folder)).isEqualTo(before);
    Files.writeString(folder.resolve("model.safetensors"), "weighty");
    assertThat(Fingerprint.of(folder)).isNotEqualTo(before);
  }

  @Test
  void anEmptyFileHasOneAndAMissingOneIsNamed() throws IOException {
    assertThat(Fingerprint.of(Files.createFile(folder.resolve("empty")))).hasSize(12);
    assertThatThrownBy(() -> Fingerprint.of(folder.resolve("missing.pth")))
        .isInstanceOf(AsvaException.class)
        .hasMessageContaining("missing.pth");
  }

  @Test
  void namesCountInTheirOrder() {
    assertThat(Fingerprint.of(Stream.of("a", "b")))
        .isEqualTo(Fingerprint.of(Stream.of("a", "b")))
        .isNotEqualTo(Fingerprint.of(Stream.of("b", "a")))
        .isNotEqualTo(Fingerprint.of(Stream.of("ab")));
  }
}
