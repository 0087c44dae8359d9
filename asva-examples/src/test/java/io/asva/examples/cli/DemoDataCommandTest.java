package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDataCommandTest {
  @Test
  void aDataSetAndItsSheetsAreWritten(@TempDir Path folder) {
    Path out = folder.resolve("data");
    Path sheets = folder.resolve("sheets");
    CommandRun run =
        CommandRun.of(
            "demo-data",
            "--out",
            out.toString(),
            "--videos",
            "3",
            "--test_videos",
            "1",
            "--size",
            "48",
            "--seconds",
            "1",
            "--sheets",
            sheets.toString());
    assertThat(run.err()).contains("drawing 3/3");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Wrote 3 videos and their lists to " + out);
    assertThat(out.resolve("train.txt"))
        .hasContent("ball_bouncing/ball_bouncing_00000.mp4\nbell_ringing/bell_ringing_00001.mp4\n");
    assertThat(out.resolve("test.txt")).hasContent("drum_beating/drum_beating_00002.mp4\n");
    assertThat(out.resolve("videos/drum_beating/drum_beating_00002.mp4")).isNotEmptyFile();
    assertThat(sheets.resolve("hammer_striking.png")).isNotEmptyFile();
  }

  @Test
  void badOptionsAreOneLine(@TempDir Path folder) {
    CommandRun run =
        CommandRun.of("demo-data", "--out", folder.resolve("x").toString(), "--size", "7");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("asva: A drawn data set needs an even size").hasLineCount(1);
    assertThat(folder).isEmptyDirectory();
  }
}
