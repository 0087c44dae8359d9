package io.asva.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.training.internal.Boundary;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
  /** Processes that start while another is looked at. */
  private static final int AHEAD = 2;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  static Path folder;

  private static final List<String> MOMENTS = new ArrayList<>();
  private static Map<String, Object> expected = Map.of();
  private static Map<String, Object> expectedOfMany = Map.of();

  @BeforeAll
  static void trainWithoutBeingKilled() {
    expected = finish(folder.resolve("whole"), TrainTiny.STEPS, MOMENTS::add);
    expectedOfMany = finish(folder.resolve("many"), TrainTiny.MANY_STEPS);
  }

  private static Map<String, Object> finish(Path run, int steps) {
    return finish(run, steps, Boundary.NONE);
  }

  private static Map<String, Object> finish(Path run, int steps, Boundary boundary) {
    try (TinyTask task = new TinyTask(4)) {
      TrainTiny.trainer(task, run, steps).boundary(boundary).build().run();
      return task.bits();
    }
  }

  @Test
  void atEveryMomentOfWritingACheckpoint() throws Exception {
    // The second checkpoint is the first that removes another one.
    int first = MOMENTS.indexOf("rename synced") + 1;
    int last = MOMENTS.indexOf("old one deleted") + 1;
    assertThat(last - first).isGreaterThan(25);
    Deque<Child> children = new ArrayDeque<>();
    try {
      for (int i = first, started = first; i < last; i++) {
        for (; started < Math.min(last, i + 1 + AHEAD); started++) {
          children.addLast(
              new Child(folder.resolve("moment-" + started), TrainTiny.STEPS, started + 1));
        }
        try (Child child = children.removeFirst()) {
          assertThat(child.line()).isEqualTo("begins");
          assertThat(child.line()).isEqualTo(MOMENTS.get(i));
        }
        assertGoesOn(folder.resolve("moment-" + i), TrainTiny.STEPS, expected, MOMENTS.get(i));
      }
    } finally {
      for (Child child : children) {
        child.close();
      }
    }
  }

  @Test
  void theMomentsAreThoseBetweenAnyTwoChangesOnTheDisk() {
    int first = MOMENTS.indexOf("rename synced") + 1;
    List<String> wanted = new ArrayList<>(List.of("folder made"));
    for (String file :
        List.of(
            "modules/tiny/config.json",
            "modules/tiny/diffusion_pytorch_model.safetensors",
            "model.safetensors",
            "optimizer.safetensors",
            "trainer_state.json",
            "config.yaml",
            "manifest.json")) {
      wanted.addAll(List.of("half of " + file + " written", file + " written", file + " synced"));
    }
    wanted.addAll(List.of("folder synced", "renamed", "rename synced"));
    wanted.addAll(List.of("old one renamed", "old one partly deleted", "old one deleted"));
    assertThat(MOMENTS.subList(first, MOMENTS.indexOf("old one deleted") + 1)).isEqualTo(wanted);
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
        assertThat(child.line()).isEqualTo("begins");
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
