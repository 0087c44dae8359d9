package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  private static final String CACHE = "--cache=target/demo";

  private final Path folder;

  DemoCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aThingAndARhythmOfOnesChoiceAreAnimated() {
    Path gif = folder.resolve("bell.gif");
    Path sheet = folder.resolve("bell.png");
    CommandRun run =
        CommandRun.of(
            "demo",
            CACHE,
            "--scene=bell",
            "--sound=strike,pause,soft",
            "--seed=4",
            "--steps=1",
            "--device=cpu",
            "--gif=" + gif,
            "--sheet=" + sheet,
            "--save_path=" + folder.resolve("bell.mp4"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("text \"bell ringing\"", "The motion's correlation");
    assertThat(gif).isNotEmptyFile();
    assertThat(sheet).isNotEmptyFile();
    assertThat(folder.resolve("bell_clip-00.mp4")).isNotEmptyFile();
  }

  @Test
  void whatCannotBeIsRefusedBeforeTheWork() throws IOException {
    CommandRun unknown = CommandRun.of("demo", CACHE, "--scene=zebra");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).startsWith("asva: The demo's models know no \"zebra\"; there are");
    assertThat(CommandRun.of("demo", CACHE, "--sound=strike,bang").err())
        .contains("neither a file nor a rhythm");
    Path there = Files.writeString(folder.resolve("there.gif"), "mine");
    assertThat(CommandRun.of("demo", CACHE, "--gif=" + there).err()).contains("there.gif");
    assertThat(there).hasContent("mine");
    CommandRun both = CommandRun.of("demo", CACHE, "--gallery=" + folder, "--text=a");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("--gallery makes clips of its own choice");
    assertThat(CommandRun.of("demo", CACHE, "--gallery=" + folder).err())
        .contains(folder + " exists; name a new folder for the gallery.");
  }
}
