package io.asva.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.testing.KilledWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldFolderTest {
  private final Path parent;

  HeldFolderTest(@TempDir Path parent) {
    this.parent = parent;
  }

  private List<Path> found() throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.toList();
    }
  }

  @Test
  void oneThatIsHeldStaysAndGoesWhenItIsClosed() throws IOException {
    try (HeldFolder held = HeldFolder.make(parent, "x-")) {
      Files.writeString(held.path().resolve("a"), "a");
      HeldFolder.removeLeft(parent, "x-");
      assertThat(held.path().resolve("a")).hasContent("a");
    }
    assertThat(found()).isEmpty();
  }

  @Test
  void whatAKilledProcessLeftGoesAndNothingElse() throws IOException {
    Path left = KilledWriter.of(parent.resolve("clip.mp4"));
    Path other = Files.writeString(parent.resolve(".asva-notes"), "mine");
    AtomicWrite.removeLeft(parent);
    assertThat(left).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void oneThatIsAboutToBeHeldStaysForAnHour() throws IOException {
    Path young = Files.createDirectory(parent.resolve(".asva-" + UUID.randomUUID()));
    Path old = Files.createDirectory(parent.resolve(".asva-" + UUID.randomUUID()));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    AtomicWrite.removeLeft(parent);
    assertThat(young).exists();
    assertThat(old).doesNotExist();
  }

  @Test
  void aProcessThatIsKilledWhileItWritesLeavesNothingForGood() throws Exception {
    Path target = Files.writeString(parent.resolve("clip.mp4"), "before");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                target.toString())
            .redirectErrorStream(true)
            .start();
    byte[] word = process.getInputStream().readNBytes("writing".length());
    assertThat(new String(word, StandardCharsets.UTF_8)).isEqualTo("writing");
    AtomicWrite.removeLeft(parent);
    assertThat(found()).as("while it lives").hasSize(2);
    process.destroyForcibly().waitFor();
    assertThat(found()).hasSize(2);
    AtomicWrite.write(target, temporary -> Files.writeString(temporary, "after"));
    assertThat(found()).containsExactly(target);
    assertThat(target).hasContent("after");
  }

  @Test
  void aFileWhoseWritingFailsStaysAsItWas() throws IOException {
    Path target = Files.writeString(parent.resolve("clip.mp4"), "before");
    assertThatThrownBy(
            () ->
                AtomicWrite.write(
                    target,
                    temporary -> {
                      Files.writeString(temporary, "half");
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class);
    assertThat(found()).containsExactly(target);
    assertThat(target).hasContent("before");
  }

  /** Begins to write and never ends. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws IOException {
      AtomicWrite.write(
          Path.of(args[0]),
          temporary -> {
            Files.writeString(temporary, "half");
            System.out.println("writing");
            System.out.flush();
            try {
              Thread.sleep(Duration.ofMinutes(5).toMillis());
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
  }
}
