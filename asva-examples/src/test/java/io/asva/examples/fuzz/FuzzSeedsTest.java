package io.asva.examples.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asva.core.AsvaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads what fuzzing begins with and what it has found, as they are and a little damaged. */
@Timeout(120)
class FuzzSeedsTest {
  private static final int DAMAGED = 15;

  @ParameterizedTest
  @EnumSource
  void everySeedIsReadOrRefused(FuzzTarget target, @TempDir Path folder) throws IOException {
    assertThat(FuzzSeeds.files(target)).isNotEmpty();
    Random random = new Random(target.name().hashCode());
    for (Path seed : FuzzSeeds.files(target)) {
      byte[] whole = Files.readAllBytes(seed);
      FuzzEntry.check(target, folder, whole);
      for (int i = 0; i < DAMAGED; i++) {
        FuzzEntry.check(target, folder, damaged(whole, random));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(20)
  void whatIsNoFileIsRefusedAtOnce(FuzzTarget target, @TempDir Path folder) throws Exception {
    Path place = target.place(folder);
    Files.createDirectory(place);
    assertRefused(target, folder);
    Files.delete(place);
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "no named pipes here");
    assertThat(new ProcessBuilder("mkfifo", place.toString()).start().waitFor()).isZero();
    assertRefused(target, folder);
    Files.delete(place);
    Files.createSymbolicLink(place, Path.of("/dev/zero"));
    assertRefused(target, folder);
  }

  private static void assertRefused(FuzzTarget target, Path folder) throws IOException {
    if (target == FuzzTarget.CACHE) {
      target.run(folder); // a cache that can't be read is done without
      return;
    }
    assertThatThrownBy(() -> target.run(folder))
        .isInstanceOf(AsvaException.class)
        .hasMessageContaining(target.place(folder).getFileName().toString());
  }

  private static byte[] damaged(byte[] whole, Random random) {
    boolean cut = random.nextInt(4) == 0 || whole.length == 0;
    byte[] bytes = cut ? Arrays.copyOf(whole, random.nextInt(whole.length + 1)) : whole.clone();
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
