package io.asva.media.dataset;

import static io.asva.media.dataset.Folders.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.Progress;
import io.asva.core.ProgressMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCheckTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String ALL =
      """
      a/good.mp4
      a/none.mp4
      a/cut.mp4
      a/text.mp4
      a/mute.mp4
      a/sound.mp4
      a/short.mp4
      a/silent.mp4
      a/good.mp4
      b/good.mp4
      """;

  private static Path videos;

  private final Path folder;

  DatasetCheckTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void draw(@TempDir Path folder) throws IOException {
    videos = Files.createDirectories(folder.resolve("a"));
    Files.createDirectories(folder.resolve("b"));
    DrawnVideos.write(videos.resolve("good.mp4"), 12, 3.5, 0.5);
    DrawnVideos.write(videos.resolve("short.mp4"), 12, 1.5, 0.5);
    DrawnVideos.write(videos.resolve("silent.mp4"), 12, 2, 0);
    DrawnVideos.writeMute(videos.resolve("mute.mp4"), 12, 2);
    Files.copy(videos.resolve("good.mp4"), folder.resolve("b/good.mp4"));
    byte[] good = Files.readAllBytes(videos.resolve("good.mp4"));
    Files.write(videos.resolve("cut.mp4"), Arrays.copyOf(good, good.length * 2 / 3));
    Files.writeString(videos.resolve("text.mp4"), "no video");
    Files.copy(GOLDEN.resolve("decode-flac/media.flac"), videos.resolve("sound.mp4"));
    videos = folder;
  }

  @Test
  void everyProblemIsFoundInTheListsOrder() {
    write(folder.resolve("class_mapping.json"), "{\"a\": \"a thing\"}");
    DatasetReport.Checked checked = check(ALL).run().splits().get(0);
    assertThat(checked.findings())
        .extracting(f -> f.video().name(), Finding::problem)
        .containsExactly(
            tuple("a/none.mp4", Problem.MISSING),
            tuple("a/cut.mp4", Problem.UNREADABLE),
            tuple("a/text.mp4", Problem.UNREADABLE),
            tuple("a/mute.mp4", Problem.NO_AUDIO),
            tuple("a/sound.mp4", Problem.NO_IMAGES),
            tuple("a/short.mp4", Problem.TOO_SHORT),
            tuple("a/silent.mp4", Problem.SILENT),
            tuple("a/good.mp4", Problem.LISTED_TWICE),
            tuple("b/good.mp4", Problem.NO_TEXT));
    assertThat(checked.findings())
        .extracting(Finding::detail)
        .satisfiesExactly(
            d -> assertThat(d).contains("there is no file", "a/none.mp4"),
            d -> assertThat(d).contains("cut"),
            d -> assertThat(d).contains("text.mp4"),
            d -> assertThat(d).contains("no audio"),
            d -> assertThat(d).contains("no images"),
            d -> assertThat(d).contains("lasts 1.5", "2 s clips need 2.0 s"),
            d -> assertThat(d).contains("silence"),
            d -> assertThat(d).contains("number 1 and 9"),
            d -> assertThat(d).contains("\"b\"", "class_mapping.json"));
    assertThat(checked.videos()).isEqualTo(10);
    assertThat(checked.seconds()).isBetween(10.4, 10.6);
    assertThat(checked.uses())
        .containsEntry(VideoUse.CLIPS, 3)
        .containsEntry(VideoUse.SYNC_EVALUATION, 2)
        .containsEntry(VideoUse.SYNC_TRAINING, 0);
  }

  @Test
  void whatIsTooShortDependsOnTheUse() {
    assertThat(check("a/good.mp4").run().findings()).isEmpty();
    assertThat(check("a/good.mp4").use(VideoUse.SYNC_EVALUATION).run().findings()).isEmpty();
    assertThat(check("a/good.mp4").use(VideoUse.SYNC_TRAINING).run().findings())
        .singleElement()
        .satisfies(f -> assertThat(f.problem()).isEqualTo(Problem.TOO_SHORT))
        .satisfies(f -> assertThat(f.detail()).contains("the classifier's training needs 6.0 s"));
  }

  @Test
  void theClassifierNeedsTwelveFramesASecond(@TempDir Path slow) {
    DrawnVideos.write(slow.resolve("a.mp4"), 10, 3.5, 0.5);
    DatasetCheck check = DatasetCheck.of(Dataset.open(slow));
    assertThat(check.run().findings()).isEmpty();
    assertThat(check.use(VideoUse.SYNC_EVALUATION).run().findings())
        .singleElement()
        .satisfies(f -> assertThat(f.problem()).isEqualTo(Problem.TOO_FEW_FRAMES))
        .satisfies(f -> assertThat(f.detail()).contains("10.00 frames a second", "needs 12"));
  }

  @Test
  void aVideoInBothListsIsFoundInTheTestList() {
    write(folder.resolve("train.txt"), "a/good.mp4");
    DatasetReport report = check("a/good.mp4\nb/good.mp4").use(VideoUse.CLIPS).run();
    assertThat(report.counts()).containsExactly(Map.entry(Problem.TRAINED_ON, 1));
    assertThat(report.findings().get(0).split()).isEqualTo(Split.TEST);
    assertThat(report.splits()).hasSize(2);
    assertThat(check("b/good.mp4").split(Split.TRAIN).use(VideoUse.CLIPS).run().findings())
        .isEmpty();
  }

  @Test
  void aPartOfAVideoIsHeardAndMeasuredOnItsOwn() {
    DatasetReport report =
        check("a/good.mp4,0,2\na/good.mp4,2,3\na/good.mp4,9,12")
            .listType(ListType.CLIP)
            .use(VideoUse.CLIPS)
            .run();
    assertThat(report.findings())
        .extracting(Finding::detail)
        .satisfiesExactly(
            d -> assertThat(d).contains("lasts 1.00 s"),
            d -> assertThat(d).contains("begins at 9.00 s"));
  }

  @Test
  void progressCountsVideosAndThreadsDoNotChangeTheReport() {
    List<Progress> told = new ArrayList<>();
    DatasetReport one = check(ALL).threads(1).run(new ProgressMonitor(told::add));
    assertThat(told).hasSize(10).last().isEqualTo(new Progress("checking videos", 9, 9));
    assertThat(check(ALL).threads(5).run()).isEqualTo(one);
    assertThatThrownBy(() -> check(ALL).threads(0))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("not 0");
  }

  @Test
  void itCanBeCancelled() {
    Cancellation cancellation = new Cancellation();
    assertThatThrownBy(() -> check(ALL).run(cancellation.reporting(p -> cancellation.cancel())))
        .isInstanceOf(CancelledException.class);
  }

  @Test
  void anInterruptStopsItToo() {
    assertThatThrownBy(
            () -> check(ALL).run(new ProgressMonitor(p -> Thread.currentThread().interrupt())))
        .isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private DatasetCheck check(String list) {
    write(folder.resolve("test.txt"), list);
    for (String category : List.of("a", "b")) {
      copy(videos.resolve(category), folder.resolve("videos").resolve(category));
    }
    return DatasetCheck.of(Dataset.open(folder));
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
