package io.asva.diffusion.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.diffusion.Animator;
import io.asva.diffusion.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in processes of their own that are killed, and what they leave behind. */
class GenerationKilledTest {
  private final Path folder;

  GenerationKilledTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** The main class of the killed process. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      try (Animator animator = DrawnDataset.animator(Path.of(args[0]))) {
        new DatasetGenerator(animator)
            .generate(DrawnDataset.request(Path.of(args[1]), Path.of(args[2])).build());
      }
    }
  }

  @Test
  void killedThreeTimesItEndsWithTheSameBytes() throws Exception {
    killed(3, 4, 3);
  }

  @Test
  @Tag("soak")
  void killedTenTimesItEndsWithTheSameBytes() throws Exception {
    killed(10, 10, 1);
  }

  private void killed(int kills, int videos, long seed) throws Exception {
    Path models = TinyModels.folder(folder.resolve("models"));
    Path dataset = DrawnDataset.draw(folder.resolve("Drawn"), videos);
    Path undisturbed = folder.resolve("undisturbed");
    assertThat(start(models, dataset, undisturbed).waitFor()).isZero();
    Path killed = folder.resolve("killed");
    Random random = new Random(seed);
    List<Integer> stages = new ArrayList<>();
    int clips = 3 * videos;
    for (int i = 1; i <= kills; i++) {
      Process process = start(models, dataset, killed);
      int wanted = Math.min(clips - 1, count(killed) + random.nextInt(1 + clips / kills));
      while (process.isAlive() && count(killed) < wanted) {
        Thread.onSpinWait();
      }
      Thread.sleep(random.nextInt(40));
      process.destroyForcibly().waitFor();
      stages.add(count(killed));
    }
    assertThat(stages).as("clips that were there after each kill").last().isNotEqualTo(0);
    assertThat(start(models, dataset, killed).waitFor()).isZero();
    Map<String, byte[]> expected = DrawnDataset.files(undisturbed);
    assertThat(expected).hasSize(clips + 1);
    DatasetGeneratorTest.assertSame(DrawnDataset.files(killed), expected);
  }

  private Process start(Path models, Path dataset, Path to) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            models.toString(),
            dataset.toString(),
            to.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log-" + to.getFileName()).toFile())
        .start();
  }

  private static int count(Path folder) throws IOException {
    Path videos = folder.resolve("videos");
    if (!Files.isDirectory(videos)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(videos)) {
      return (int) all.filter(f -> f.toString().matches(".*_clip-[0-9]+\\.mp4")).count();
    } catch (java.io.UncheckedIOException e) {
      return 0; // a file went away while they were counted
    }
  }
}
