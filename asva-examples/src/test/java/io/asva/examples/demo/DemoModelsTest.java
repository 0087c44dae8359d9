package io.asva.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.files.Sha256;
import io.asva.demo.models.DemoModels;
import io.asva.diffusion.Animator;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.model.ModelFolder;
import io.asva.media.Video;
import io.asva.sync.SyncModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoModelsTest {
  private static final Path SHIPPED = Path.of("src/main/demo");
  private static final long LIMIT = 40_000_000;

  private final Path cache;

  DemoModelsTest(@TempDir Path cache) {
    this.cache = cache;
  }

  @Test
  void everyPartOfTheReferencesLayoutIsThere() {
    Path models = DemoModels.in(cache);
    ModelFolder folder = ModelFolder.ofDataset(models, DemoModels.DATASET);
    assertThat(folder.missing()).isEmpty();
    assertThat(folder.hasTextEncoder()).isTrue();
    assertThat(SyncModels.of(models).requireClassifier()).isDirectory();
  }

  @Test
  void theySayThemselvesWhatTheyWereTrainedOn() {
    Path models = DemoModels.in(cache);
    ModelFolder folder = ModelFolder.in(models);
    assertThat(folder.name()).isEqualTo(DemoModels.DATASET);
    assertThat(folder.size()).isEqualTo(new FrameSize(DemoModels.SIZE, DemoModels.SIZE));
  }

  @Test
  void theirSumsAreThoseOfTheList() throws IOException {
    Path models = DemoModels.in(cache);
    List<String> list = Files.readAllLines(SHIPPED.resolve("models/files.sha256"));
    assertThat(list).isNotEmpty();
    for (String line : list) {
      assertThat(Sha256.of(models.resolve(line.substring(66)))).isEqualTo(line.substring(0, 64));
    }
  }

  @Test
  void areCopiedOnce() throws IOException {
    Path models = DemoModels.in(cache);
    Path note = Files.writeString(models.resolve("note"), "mine");
    assertThat(DemoModels.in(cache)).isEqualTo(models);
    assertThat(note).hasContent("mine");
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files).containsExactly(models);
    }
  }

  @Test
  void aFileThatChangedOrIsMissingIsPutRight() throws IOException {
    Path models = DemoModels.in(cache);
    List<String> list = Files.readAllLines(SHIPPED.resolve("models/files.sha256"));
    Path changed = models.resolve(list.get(0).substring(66));
    byte[] bytes = Files.readAllBytes(changed);
    bytes[bytes.length / 2] ^= 1;
    Files.write(changed, bytes);
    Files.delete(models.resolve(list.get(1).substring(66)));
    DemoModels.in(cache);
    theirSumsAreThoseOfTheList();
  }

  @Test
  void weightsLogsAndCardAreShippedInLessThan40Megabytes() throws IOException {
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      long bytes =
          files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
      assertThat(bytes).isBetween(1_000_000L, LIMIT);
    }
    assertThat(SHIPPED.resolve("README.md")).content().contains("What they can't do");
    for (String run :
        List.of(
            "vae",
            "audio",
            "text-pictures",
            "clips",
            "classifier-pretext",
            "classifier",
            "classifier-224")) {
      assertThat(Files.readAllLines(SHIPPED.resolve("logs").resolve(run + ".jsonl")))
          .hasSizeGreaterThan(150);
    }
  }

  @Test
  void theDemosVideoMovesAtItsAudio() {
    Demo demo = Demo.in(cache);
    Video video;
    try (Animator animator = demo.animator().build()) {
      video = animator.animate(demo.request().steps(20).build()).clip().video();
    }
    assertThat(demo.agreement(video)).isGreaterThan(0.8);
  }
}
