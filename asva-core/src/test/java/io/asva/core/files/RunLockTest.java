package io.asva.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  /** Says whether this process can lock a file. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
      try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
        System.out.print(channel.tryLock() == null ? "locked" : "free");
      }
    }
  }

  private static String seenFromOutside(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void holdsWhateverOthersInThisProcessTry(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("lock");
    try (RunLock lock = RunLock.tryTake(file).orElseThrow()) {
      assertThat(RunLock.tryTake(file)).isEmpty();
      Path detour = Files.createSymbolicLink(folder.resolve("detour"), folder).resolve("lock");
      assertThat(RunLock.tryTake(detour)).isEmpty();
      assertThat(seenFromOutside(file)).isEqualTo("locked");
      lock.close();
      assertThat(seenFromOutside(file)).isEqualTo("free");
      try (RunLock next = RunLock.tryTake(detour).orElseThrow()) {
        lock.close(); // again, which is nothing to the next one
        assertThat(RunLock.tryTake(file)).isEmpty();
        assertThat(next.channel().isOpen()).isTrue();
      }
    }
  }

  @Test
  void whatCanNotBeOpenedIsNotHeld(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("missing/lock");
    assertThatThrownBy(() -> RunLock.tryTake(file)).isInstanceOf(NoSuchFileException.class);
    Files.createDirectory(folder.resolve("missing"));
    RunLock.tryTake(file).orElseThrow().close();
  }
}
