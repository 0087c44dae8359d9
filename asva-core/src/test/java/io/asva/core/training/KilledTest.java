package io.asva.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are killed by SIGKILL go on as if nothing had been. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KilledTest {
  /** Moments of the first checkpoint; those of the second, which removes the first, follow. */
  private static final int MOMENTS_OF_ONE = 27;

  @TempDir static Path folder;
  private static Map<String, Object> expected = Map.of();
  private static Map<String, Object> expectedOfMany = Map.of();

  @BeforeAll
  static void trainWithoutBeingKilled() {
    expected = finish(folder.resolve("whole"), TrainTiny.STEPS);
    expectedOfMany = finish(folder.resolve("many"), TrainTiny.MANY_STEPS);
  }

  private static Map<String, Object> finish(Path run, int steps) {
    try (TinyTask task = new TinyTask(4)) {
      TrainTiny.trainer(task, run, steps).build().run();
      return task.bits();
    }
  }

  @Test
  void atEveryMomentOfWritingACheckpoint() throws Exception {
    List<String> moments = new ArrayList<>();
    String moment = "";
    for (int i = MOMENTS_OF_ONE + 1; !moment.equals("old one deleted"); i++) {
      Path run = folder.resolve("moment-" + i);
      try (Child child = new Child(run, TrainTiny.STEPS, i)) {
        moment = child.line();
      }
      moments.add(moment);
      assertGoesOn(run, TrainTiny.STEPS, expected, moment);
    }
    assertThat(moments)
        .startsWith(
            "folder made",
            "half of modules/tiny/config.json written",
            "modules/tiny/config.json written",
            "modules/tiny/config.json synced")
        .contains(
            "half of modules/tiny/diffusion_pytorch_model.safetensors written",
            "modules/tiny/diffusion_pytorch_model.safetensors synced",
            "half of model.safetensors written",
            "half of optimizer.safetensors written",
            "optimizer.safetensors written",
            "half of trainer_state.json written",
            "half of manifest.json written",
            "manifest.json synced")
        .endsWith(
            "folder synced",
            "renamed",
            "rename synced",
            "old one renamed",
            "old one partly deleted",
            "old one deleted");
  }

  @Test
  void atRandomMoments() throws Exception {
    killAtRandomMoments(10);
  }

  @Tag("soak")
  @Test
  void atManyRandomMoments() throws Exception {
    killAtRandomMoments(200);
  }

  private static void killAtRandomMoments(int count) throws Exception {
    Random random = new Random(count);
    for (int i = 0; i < count; i++) {
      Path run = Files.createTempDirectory(folder, "random");
      try (Child child = new Child(run, TrainTiny.MANY_STEPS, 0)) {
        Thread.sleep(random.nextInt(1500));
      }
      assertGoesOn(run, TrainTiny.MANY_STEPS, expectedOfMany, "random moment " + i);
    }
  }

  private static void assertGoesOn(Path run, int steps, Map<String, Object> weights, String moment)
      throws IOException {
    assertThat(finish(run, steps))
        .as("weights after being killed at: %s", moment)
        .isEqualTo(weights);
    Path whole = folder.resolve(steps == TrainTiny.STEPS ? "whole" : "many");
    RunFiles.assertSameFigures(run, whole);
    RunFiles.assertSameTensors(run, whole, steps);
    assertThat(RunFiles.checkpoints(run))
        .as("checkpoints after being killed at: %s", moment)
        .isEqualTo(RunFiles.checkpoints(whole));
  }

  /** A process that trains, and is killed when this is closed. */
  private static final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    Child(Path run, int steps, int moment) throws IOException {
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      process =
          new ProcessBuilder(
                  java.toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  TrainTiny.class.getName(),
                  run.toString(),
                  String.valueOf(steps),
                  String.valueOf(moment))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      out = process.inputReader();
      assertThat(line()).isEqualTo("begins");
    }

    String line() throws IOException {
      return String.valueOf(out.readLine());
    }

    @Override
    public void close() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }
}
