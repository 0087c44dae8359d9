package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
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
    household.run(household.java(Asva.class, household.animate(1)));
    assertOnlyTheClip();
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
    assertThat(household.temporary()).isEmptyDirectory();
  }

  private void assertOnlyTheClip() throws IOException {
    assertThat(household.found()).isEqualTo(List.of(household.work().resolve("out_clip-00.mp4")));
    assertThat(household.cached()).isEmpty();
  }
}
