package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that end, and runs that are killed at any moment, leave nothing but the cache. */
class NothingIsLeftTest {
  private final Household household;

  NothingIsLeftTest(@TempDir Path folder) throws IOException {
    this.household = Household.in(folder);
  }

  @Test
  void byOneRunAndThreeKills() throws Exception {
    check(1, 3);
  }

  @Test
  @Tag("soak")
  void byTwentyRunsAndTwentyKills() throws Exception {
    check(20, 20);
  }

  private void check(int runs, int kills) throws Exception {
    for (int i = 0; i < runs; i++) {
      household.run(household.java(Asva.class, household.animate(1)));
      assertOnlyTheClip();
    }
    Random random = new Random(1);
    for (int i = 0; i < kills; i++) {
      kill(random);
    }
    waitAMinute();
    household.run(household.java(Asva.class, household.animate(1)));
    assertOnlyTheClip();
  }

  /** ONNX Runtime makes an empty folder at its start; one that is left must look old to go. */
  private void waitAMinute() throws IOException {
    FileTime then = FileTime.from(Instant.now().minus(Duration.ofMinutes(2)));
    for (Path left : temporary()) {
      Files.setLastModifiedTime(left, then);
    }
  }

  private List<Path> temporary() throws IOException {
    try (Stream<Path> files = Files.walk(household.temporary())) {
      return files.filter(file -> !file.equals(household.temporary())).toList();
    }
  }

  /** Kills a run somewhere between its start and its last file. */
  private void kill(Random random) throws Exception {
    Process process = household.start(household.java(Asva.class, household.animate(3)));
    while (process.isAlive() && !Files.readString(household.log()).contains("denoising")) {
      Thread.sleep(20);
      if (random.nextInt(300) == 0) {
        break; // while it starts
      }
    }
    Thread.sleep(random.nextInt(1500));
    process.destroyForcibly().waitFor();
    assertThat(temporary())
        .allMatch(file -> file.getFileName().toString().startsWith("onnxruntime-java"))
        .allMatch(file -> Files.isDirectory(file));
  }

  private void assertOnlyTheClip() throws IOException {
    assertThat(household.found()).isEqualTo(List.of(household.work().resolve("out_clip-00.mp4")));
    assertThat(household.cached()).isEmpty();
  }
}
