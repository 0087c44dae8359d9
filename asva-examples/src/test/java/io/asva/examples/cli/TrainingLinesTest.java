package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.training.TrainingProgress;
import io.asva.training.TrainingResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLinesTest {
  private static TrainingProgress progress(int step, Duration left) {
    return new TrainingProgress(step, 600, 0.12345, 3.456, left);
  }

  @Test
  void lossSpeedAndTimeLeftAreShown() {
    assertThat(TrainingLines.text(progress(12, Duration.ofSeconds(3725))))
        .isEqualTo("12/600  loss 0.1235  3.46 clips/s  1:02:05 left");
    assertThat(TrainingLines.text(progress(12, Duration.ofHours(75)))).endsWith("3 d 3 h left");
  }

  @Test
  void withoutATerminalALineAppearsNowAndThenAndMessagesAlways() {
    StringWriter out = new StringWriter();
    try (TrainingLines lines = new TrainingLines(new PrintWriter(out))) {
      for (int step = 1; step < 100; step++) {
        lines.onStep(progress(step, Duration.ofSeconds(9)));
      }
      lines.onMessage("Saved checkpoint-100");
      lines.end(new TrainingResult(TrainingResult.End.CANCELLED, 100, Path.of("c"), 2));
    }
    assertThat(out.toString().lines())
        .containsExactly(
            "1/600  loss 0.1235  3.46 clips/s  0:00:09 left",
            "Saved checkpoint-100",
            "Stopped after 100 updates; the last checkpoint is c. 2 files could not be used; the log"
                + " names them.");
  }

  @Test
  void aCheckpointDrawsTheLossBesideTheLogAndNeverEndsTraining(@TempDir Path run)
      throws IOException {
    StringWriter out = new StringWriter();
    try (TrainingLines lines = new TrainingLines(new PrintWriter(out))) {
      lines.onCheckpoint(run.resolve("ckpts/checkpoint-1"));
      assertThat(out.toString()).startsWith("There is no new loss.png: Can't read ");
      Files.writeString(run.resolve("train.jsonl"), "{\"step\":1,\"train_loss\":0.5}\n");
      lines.onCheckpoint(run.resolve("ckpts/checkpoint-1"));
    }
    assertThat(run.resolve("loss.png")).isNotEmptyFile();
    assertThat(out.toString().lines()).hasSize(1);
  }

  @Test
  void aLogIsDrawnAgainWithoutReplacingOtherFiles(@TempDir Path run) throws IOException {
    Path log = run.resolve("train.jsonl");
    Files.writeString(log, "{\"step\":1,\"train_loss\":0.5}\n");
    assertThat(CommandRun.of("train", "plot", run.toString()).out().strip())
        .isEqualTo(run.resolve("loss.png").toString());
    CommandRun kept = CommandRun.of("train", "plot", log.toString(), "--out=" + log);
    assertThat(kept.code()).isEqualTo(1);
    assertThat(kept.err()).contains("exists and is kept");
  }
}
