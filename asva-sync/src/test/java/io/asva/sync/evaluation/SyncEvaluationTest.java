package io.asva.sync.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.Progress;
import io.asva.core.files.Sha256;
import io.asva.core.runtime.Device;
import io.asva.media.VideoWriter;
import io.asva.media.dataset.ListType;
import io.asva.media.dataset.VideoList;
import io.asva.sync.SyncException;
import io.asva.sync.SyncSamples;
import io.asva.sync.SyncScorer;
import io.asva.sync.evaluation.SyncEvaluationResult.BadVideo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncEvaluationTest {
  private static final SyncSettings SMALL = new SyncSettings(3, 0.2, 0);

  private static Path folder;
  private static SyncScorer scorer;
  private static VideoList videos;

  private static Path journal;
  private final Cancellation never = new Cancellation();

  @BeforeAll
  static void draw(@TempDir Path temporary) throws IOException {
    folder = temporary;
    journal = folder.resolve("journal.jsonl");
    scorer = SyncScorer.builder().weights(SyncSamples.weights()).device(Device.cpu()).build();
    video("a.mp4", 1, 15, 3);
    video("b.mp4", 2, 25, 2.5);
    video("slow.mp4", 3, 10, 3);
    video("short.mp4", 4, 15, 2.2);
    video("c.mp4", 5, 12, 3);
    Files.writeString(folder.resolve("text.mp4"), "no video");
    videos = list("a.mp4", "", "gone.mp4", "slow.mp4\r", "b.mp4", "short.mp4", "text.mp4", "c.mp4");
  }

  @AfterAll
  static void close() {
    scorer.close();
  }

  @BeforeEach
  void forget() throws IOException {
    Files.deleteIfExists(journal);
  }

  private static void video(String name, int seed, double fps, double seconds) {
    VideoWriter.of(SyncSamples.video(seed, (int) Math.round(fps * seconds), fps))
        .withAudio(SyncSamples.audio(seed, seconds))
        .mp4(folder.resolve(name));
  }

  private static VideoList list(String... names) throws IOException {
    Path file = folder.resolve("list.txt");
    Files.writeString(file, String.join("\n", names));
    return VideoList.read(file, folder, ListType.VIDEO);
  }

  private static SyncEvaluation evaluation() {
    return SyncEvaluation.of(scorer).settings(SMALL);
  }

  private SyncEvaluationResult run() {
    return evaluation().run(videos, never.silent());
  }

  @Test
  void badVideosAreListedAndNeverReplaced() {
    List<Progress> progress = new ArrayList<>();
    SyncEvaluationResult result = evaluation().run(videos, never.reporting(progress::add));
    assertThat(result.scored()).extracting("name").containsExactly("a.mp4", "b.mp4", "c.mp4");
    assertThat(result.bad())
        .extracting(BadVideo::name)
        .containsExactly("gone.mp4", "slow.mp4", "short.mp4", "text.mp4");
    assertThat(result.bad())
        .extracting(BadVideo::reason)
        .satisfiesExactly(
            r -> assertThat(r).contains("gone.mp4"),
            r -> assertThat(r).contains("10.0 frames a second"),
            r -> assertThat(r).contains("3 clips at gaps of 0.2 s need a file of 2.4 s"),
            r -> assertThat(r).contains("text.mp4"));
    assertThat(result.accuracy().audioToVideo().trials()).isEqualTo(3);
    assertThat(result.accuracy().chance()).isEqualTo(1 / 3.0);
    assertThat(progress).last().isEqualTo(new Progress("evaluating", 7, 7));
  }

  @Test
  void aVideoListedTwiceCountsTwice() throws IOException {
    VideoList twice = list("a.mp4", "a.mp4");
    assertThat(evaluation().run(twice, never.silent()).scored()).hasSize(2);
  }

  @Test
  void aStoppedEvaluationGoesOnAndFindsTheSame() throws IOException {
    SyncEvaluation evaluation = evaluation().journal(journal, "weights x");
    Cancellation stop = new Cancellation();
    assertThatThrownBy(
            () ->
                evaluation.run(
                    videos,
                    stop.reporting(
                        p -> {
                          if (p.step() == 4) { // a and b are done
                            stop.cancel();
                          }
                        })))
        .isInstanceOf(CancelledException.class);
    assertThat(Files.readAllLines(journal)).hasSize(3);
    Files.writeString(journal, "{\"video\":{\"na", StandardOpenOption.APPEND); // killed in a line
    SyncEvaluationResult whole = run();
    assertThat(evaluation.run(videos, never.silent())).isEqualTo(whole);
    assertThat(journal).doesNotExist();
  }

  @Test
  void anInterruptedEvaluationGoesOnAndFindsTheSame() throws IOException {
    SyncEvaluation evaluation = evaluation().journal(journal, "weights x");
    assertThatThrownBy(
            () ->
                evaluation.run(
                    videos,
                    never.reporting(
                        p -> {
                          if (p.step() == 4) { // a and b are done
                            Thread.currentThread().interrupt();
                          }
                        })))
        .isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Files.readAllLines(journal)).hasSize(3);
    assertThat(evaluation.run(videos, never.silent())).isEqualTo(run());
  }

  @Test
  void scoresOfTheJournalAreNotComputedAgain() throws IOException {
    SyncEvaluation evaluation = evaluation().journal(journal, "");
    Cancellation stop = new Cancellation();
    assertThatThrownBy(() -> evaluation.run(videos, stop.reporting(p -> stopAt(p, stop))))
        .isInstanceOf(CancelledException.class);
    List<String> lines = Files.readAllLines(journal);
    String json = lines.get(1).substring(65).replaceFirst("\"av\":\\[[-0-9.E]+", "\"av\":[77.5");
    Files.write(journal, List.of(lines.get(0), Sha256.of(json) + " " + json));
    SyncEvaluationResult result = evaluation.run(videos, never.silent());
    assertThat(result.scored().get(0).scores().audioToVideo().get(0)).isEqualTo(77.5);
  }

  @Test
  void aVideoWhoseLineInTheJournalWasDamagedIsScoredAgain() throws IOException {
    SyncEvaluation evaluation = evaluation().journal(journal, "");
    Cancellation stop = new Cancellation();
    assertThatThrownBy(() -> evaluation.run(videos, stop.reporting(p -> stopAt(p, stop))))
        .isInstanceOf(CancelledException.class);
    String damaged = Files.readString(journal).replaceFirst("\"av\":\\[[-0-9.E]+", "\"av\":[77.5");
    Files.writeString(journal, damaged);
    assertThat(evaluation.run(videos, never.silent())).isEqualTo(run());
  }

  private static void stopAt(Progress progress, Cancellation stop) {
    if (progress.step() == 1) {
      stop.cancel();
    }
  }

  @Test
  void aChangedVideoIsScoredAgain() throws IOException {
    Path changing = folder.resolve("changing.mp4");
    Files.copy(folder.resolve("a.mp4"), changing);
    VideoList two = list("changing.mp4", "b.mp4");
    SyncEvaluation evaluation = evaluation().journal(journal, "");
    Cancellation stop = new Cancellation();
    assertThatThrownBy(() -> evaluation.run(two, stop.reporting(p -> stopAt(p, stop))))
        .isInstanceOf(CancelledException.class);
    Files.delete(changing);
    Files.copy(folder.resolve("c.mp4"), changing);
    SyncEvaluationResult result = evaluation.run(two, never.silent());
    assertThat(result).isEqualTo(evaluation().run(two, never.silent()));
  }

  @Test
  void anotherJournalIsRefusedAndKept() throws IOException {
    for (String content : List.of("{\"asva_evaluate_sync\":1}\n", "my notes", "notes\n\n")) {
      Files.writeString(journal, content);
      assertThatThrownBy(() -> evaluation().journal(journal, "").run(videos, never.silent()))
          .isInstanceOf(SyncException.class)
          .hasMessageContaining("is not the journal of this evaluation");
      assertThat(journal).hasContent(content);
    }
  }

  @Test
  void nothingToScoreIsAFailureThatSaysWhy() throws IOException {
    VideoList none = list("gone.mp4");
    assertThatThrownBy(() -> evaluation().run(none, never.silent()))
        .isInstanceOf(SyncException.class)
        .hasMessageContaining("None of the 1 videos")
        .hasMessageContaining("gone.mp4");
    assertThatThrownBy(() -> new SyncSettings(0, 0.1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
