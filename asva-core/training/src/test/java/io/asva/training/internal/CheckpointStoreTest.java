package io.asva.training.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.training.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  private final List<String> log = new ArrayList<>();
  private CheckpointStore store = new CheckpointStore(Path.of("unset"), Boundary.NONE, log::add);

  @BeforeEach
  void saveThree() {
    store = new CheckpointStore(folder, Boundary.NONE, log::add);
    for (int step : new int[] {1, 2, 10}) {
      store.save(step, CheckpointStoreTest::content);
    }
  }

  private static void content(CheckpointFolder checkpoint) throws IOException {
    checkpoint.text("a.txt", "some text");
    checkpoint.text("modules/b.txt", "more text");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theNewestIsThatOfTheLargestNumber() throws IOException {
    assertThat(store.latest()).hasValue(new SavedCheckpoint(folder.resolve("checkpoint-10"), 10));
    assertThat(log).isEmpty();
  }

  @Test
  void damagedOnesAreSkippedAndTheLogSaysWhy() throws IOException {
    Path ten = folder.resolve("checkpoint-10");
    Files.writeString(ten.resolve("modules/b.txt"), "more tex!");
    Path two = folder.resolve("checkpoint-2");
    Files.writeString(two.resolve("a.txt"), "short");
    assertThat(store.latest()).hasValue(new SavedCheckpoint(folder.resolve("checkpoint-1"), 1));
    assertThat(log)
        .containsExactly(
            "Skipped " + ten + ": modules/b.txt is not what was written: its SHA-256 differs",
            "Skipped " + two + ": a.txt has 5 bytes and should have 9");
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    Files.delete(folder.resolve("checkpoint-10/a.txt"));
    Files.delete(folder.resolve("checkpoint-2/manifest.json"));
    Files.writeString(folder.resolve("checkpoint-1/manifest.json"), "{\"files\": ");
    assertThat(store.latest()).isEmpty();
    assertThat(log).hasSize(3);
    assertThat(log.get(0)).endsWith("checkpoint-10: a.txt is missing");
    assertThat(log.get(1))
        .endsWith("it has no manifest.json, so it was not finished or is not this library's");
    assertThat(log.get(2)).contains("manifest.json is no JSON: Unexpected end-of-input");
  }

  @Test
  void aManifestThatLeadsElsewhereIsNotFollowed() throws IOException {
    Path manifest = folder.resolve("checkpoint-10/manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("a.txt", "../checkpoint-2/a.txt"));
    assertThat(store.latest()).map(SavedCheckpoint::step).hasValue(2);
    assertThat(log.get(0)).contains("lists ../checkpoint-2/a.txt, which lies outside of it");
  }

  @Test
  void aNamedOneMustBeWhole() throws IOException {
    Files.writeString(folder.resolve("checkpoint-2/a.txt"), "short");
    assertThatThrownBy(() -> store.named("checkpoint-2"))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            folder.resolve("checkpoint-2")
                + " can't be used: a.txt has 5 bytes and should have 9. Resume from another one, or"
                + " from latest.");
    assertThat(store.named("checkpoint-1").step()).isEqualTo(1);
  }

  @Test
  void aDamagedOneIsSetAsideWhenItsNumberComesAgain() throws IOException {
    Files.writeString(folder.resolve("checkpoint-10/a.txt"), "mine");
    store.save(10, CheckpointStoreTest::content);
    assertThat(store.latest()).map(SavedCheckpoint::step).hasValue(10);
    assertThat(names()).hasSize(4).anyMatch(name -> name.startsWith("checkpoint-10.damaged-"));
    assertThat(log).anyMatch(line -> line.startsWith("Moved the damaged "));
  }

  @Test
  void leftoversOfKilledRunsAreRemovedAndNothingElse() throws IOException {
    Files.createDirectories(folder.resolve("checkpoint-11.tmp-1234/modules"));
    Files.writeString(folder.resolve("checkpoint-11.tmp-1234/modules/x"), "x");
    Files.createDirectories(folder.resolve("checkpoint-0.removed-99"));
    Files.createDirectories(folder.resolve("checkpoint-best"));
    Files.createDirectories(folder.resolve("checkpoint-3.tmp"));
    store.clean();
    assertThat(names())
        .containsExactly(
            "checkpoint-1", "checkpoint-10", "checkpoint-2", "checkpoint-3.tmp", "checkpoint-best");
    assertThat(log).hasSize(2);
  }

  @Test
  void onlyThisLibrarysCheckpointsArePruned() throws IOException {
    Files.createDirectories(folder.resolve("checkpoint-5/modules")); // the original's
    store.prune(checkpoint -> checkpoint.step() == 10);
    assertThat(names()).containsExactly("checkpoint-10", "checkpoint-5");
  }

  @Test
  void aFullDiskLeavesWhatWasThere() throws IOException {
    Boundary full =
        where -> {
          if (where.equals("half of modules/b.txt written")) {
            throw new IOException("No space left on device");
          }
        };
    CheckpointStore onFullDisk = new CheckpointStore(folder, full, log::add);
    assertThatThrownBy(() -> onFullDisk.save(11, CheckpointStoreTest::content))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "Can't write "
                + folder.resolve("checkpoint-11")
                + ": No space left on device. What was there before is kept: "
                + folder.resolve("checkpoint-10")
                + ". Make room on the disk or look at its permissions, and resume from latest.");
    assertThat(names()).containsExactly("checkpoint-1", "checkpoint-10", "checkpoint-2");
    assertThat(store.latest()).map(SavedCheckpoint::step).hasValue(10);
  }
}
