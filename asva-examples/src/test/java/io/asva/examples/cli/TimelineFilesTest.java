package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.media.MediaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The commands on files whose tracks don't lie as in a textbook. They were made by FFmpeg: {@code
 * inter.mp4} is interlaced H.264, {@code ev_gap.mp4} lacks its audio from 3 to 4 s, {@code
 * vfrgap.mp4} its frames 10 to 22 of 200, {@code pipe.mkv} any duration, as browsers record, and in
 * {@code alonger.mkv} 8 s of audio lie beside 4 s of images.
 */
class TimelineFilesTest {
  private static final Path CASES = Path.of("src/test/resources/cases");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path models;

  @BeforeAll
  static void write(@TempDir Path folder) throws IOException {
    models = folder;
    ClassifierFolder.write(models);
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.code()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  @ParameterizedTest
  @CsvSource({
    "inter.mp4, 3",
    "ev_gap.mp4, 12",
    "vfrgap.mp4, 8",
    "pipe.mkv, 8",
    "alonger.mkv, 4.094"
  })
  void aFileIsAsLongAsBothItsTracks(String name, double seconds) {
    assertThat(MediaFile.open(CASES.resolve(name)).seconds()).isCloseTo(seconds, within(0.05));
  }

  @Test
  void anOffsetIsRightInAGapAndSaysWhatWasFilled() throws IOException {
    Path file = CASES.resolve("ev_gap.mp4");
    CommandRun run =
        CommandRun.of("offset", "--scorer", "av-align", "--video", file.toString(), "--json");
    JsonNode found = json(run);
    assertThat(found.path("offset_seconds").asDouble()).isCloseTo(0, within(0.04));
    assertThat(found.path("notes"))
        .singleElement()
        .extracting(JsonNode::asText)
        .asString()
        .matches(".*ev_gap.mp4: its audio has gaps of (0.9[0-9]|1.0[0-9]) s from 0.00 s on.*");
    assertThat(run.err()).contains("Note: " + file + ": its audio has gaps");
  }

  @ParameterizedTest
  @CsvSource({"inter.mp4, 0.4, is interlaced", "pipe.mkv, 0.6, ''", "alonger.mkv, 0.6, ''"})
  void theClassifierSearchesWhereBothTracksAre(String name, String range, String note)
      throws IOException {
    CommandRun run =
        CommandRun.of(
            "offset",
            "--models",
            models.toString(),
            "--video",
            CASES.resolve(name).toString(),
            "--max-shift",
            range,
            "--step",
            "0.2",
            "--device",
            "cpu",
            "--json");
    JsonNode found = json(run);
    assertThat(found.path("scorer").asText()).isEqualTo("classifier");
    assertThat(found.path("notes")).hasSize(note.isEmpty() ? 0 : 1);
    assertThat(found.path("notes").path(0).asText()).endsWith(note.isEmpty() ? "" : "one image.");
    assertThat(run.err()).contains(note);
  }

  @Test
  void theClassifiersEvaluationScoresThemAndCountsWhatWasDone(@TempDir Path folder)
      throws IOException {
    Path list =
        Files.writeString(
            folder.resolve("test.txt"), "inter.mp4\npipe.mkv\nalonger.mkv\nev_gap.mp4\n");
    CommandRun run =
        CommandRun.of(
            "evaluate-sync",
            "--models",
            models.toString(),
            "--data_root",
            CASES.toString(),
            "--example_list_path",
            list.toString(),
            "--num_clips",
            "3",
            "--tolerate_range",
            "1",
            "--device",
            "cpu",
            "--json");
    JsonNode found = json(run);
    assertThat(found.path("valid_examples").asInt()).as(run.err()).isEqualTo(4);
    assertThat(found.path("bad_examples")).isEmpty();
    assertThat(found.path("notes")).hasSize(1);
    assertThat(found.at("/notes/0/kind").asText()).isEqualTo("interlaced");
    assertThat(found.at("/notes/0/files").asInt()).isEqualTo(1);
    assertThat(found.at("/notes/0/example").asText()).contains("inter.mp4 is interlaced");
    assertThat(run.err()).contains("Note: " + CASES.resolve("inter.mp4") + " is interlaced");
  }

  @Test
  void theDataSetsCheckCountsWhatReadersHaveToDo() throws IOException {
    CommandRun run = CommandRun.of("dataset", "check", CASES.toString(), "--json");
    JsonNode split = json(run).at("/splits/0");
    assertThat(split.path("seconds").asDouble()).isCloseTo(3 + 12 + 8 + 8 + 4, within(0.15));
    assertThat(split.at("/long_enough/clips").asInt()).isEqualTo(5);
    assertThat(split.at("/long_enough/sync_evaluation").asInt()).isEqualTo(4);
    assertThat(split.at("/long_enough/sync_training").asInt()).isEqualTo(3);
    List<String> notes = new ArrayList<>();
    split.path("notes").forEach(note -> notes.add(note.path("kind").asText() + note.path("files")));
    assertThat(notes).containsExactly("interlaced1", "gap_filled1", "frame_held1");
    CommandRun words = CommandRun.of("dataset", "check", CASES.toString());
    assertThat(words.out())
        .contains("  Note: " + CASES.resolve("vfrgap.mp4") + " lacks frames in 1 places")
        .endsWith("Nothing is wrong." + System.lineSeparator());
  }

  @ParameterizedTest
  @CsvSource({"pipe.mkv", "alonger.mkv"})
  void threeClipsAreAnimatedWhereBothTracksAre(String name, @TempDir Path folder) {
    CommandRun run =
        CommandRun.of(
            "animate",
            "--models",
            SmallDemo.MODELS.toString(),
            "--dataset",
            "Demo",
            "--category",
            "bell ringing",
            "--video",
            CASES.resolve(name).toString(),
            "--clips",
            "3",
            "--size",
            "64x64",
            "--steps",
            "1",
            "--device",
            "cpu",
            "--save_path",
            folder.resolve("out.mp4").toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).doesNotContain("Note:");
    for (int i = 0; i < 3; i++) {
      assertThat(MediaFile.open(folder.resolve("out_clip-0" + i + ".mp4")).seconds()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "offset --scorer av-align --video",
    "sync --metric avsync_score --audio src/test/resources/cases/inter.mp4 --video"
  })
  void tooLargeFramesAreRefusedByTheOptionThatIsNamed(String command) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.addAll(List.of(CASES.resolve("inter.mp4").toString(), "--max-pixels", "76799"));
    arguments.addAll(List.of("--models", models.toString()));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("inter.mp4 says that its image is 320x240 pixels; at most 76799", "--max-pixels");
    CommandRun check =
        CommandRun.of("dataset", "check", CASES.toString(), "--max-pixels", "76799", "--json");
    assertThat(check.out()).contains("inter.mp4 says that its image is 320x240 pixels");
  }
}
