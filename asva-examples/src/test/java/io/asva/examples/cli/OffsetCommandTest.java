package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.media.Image;
import io.asva.media.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffsetCommandTest {
  private final Path folder;

  OffsetCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private CommandRun offset(Path video, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("offset", "--video", video.toString(), "--models", folder.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  /** Positive: the audio comes later than the image. */
  @ParameterizedTest
  @CsvSource({
    "1, 12, 0.5, 44100, 1",
    "2, 15, -0.8, 48000, 2",
    "3, 25, 1.24, 44100, 2",
    "4, 25, 0, 16000, 1",
    "5, 30, -0.2, 48000, 1"
  })
  void aShiftedAudioIsFoundToWithinAFrame(
      int seed, double fps, double later, int rate, int channels) throws IOException {
    Path video = DrawnClip.of(seed, 10).mp4(folder.resolve("clip.mp4"), fps, later, rate, channels);
    CommandRun run = offset(video, "--scorer", "av-align", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("measuring motion");
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.path("offset_seconds").asDouble()).isCloseTo(later, within(1 / fps));
    assertThat(json.path("offset_meaning").asText())
        .startsWith("positive: the audio comes later than the image");
    assertThat(json.path("curve")).hasSize(401);
    assertThat(json.path("curve").path(0).path("shift_seconds").asDouble()).isEqualTo(-2);
  }

  @Test
  void aAudioOfAnotherFileIsComparedAndTheShiftIsPutInWords() {
    DrawnClip clip = DrawnClip.of(7, 10);
    Path video = clip.mp4(folder.resolve("a.mp4"), 25, 0, 44100, 1);
    Path other = clip.mp4(folder.resolve("b.mp4"), 12, -0.4, 44100, 1);
    CommandRun run = offset(video, "--audio", other.toString(), "--scorer", "av-align");
    assertThat(run.out())
        .contains("audio: " + other, "video: " + video, "scorer: av-align")
        .containsPattern("offset: -0\\.(3[6-9]|4[0-4])0 s: the audio comes 0\\.[34].0 s earlier");
  }

  @Test
  void thePlotIsAnImageThatIsNotOverwritten() {
    Path video = DrawnClip.of(8, 6).mp4(folder.resolve("a.mp4"), 25, 0.3, 44100, 1);
    Path plot = folder.resolve("plot.png");
    String[] arguments = {"--scorer", "av-align", "--plot", plot.toString(), "--max-shift", "1"};
    CommandRun run = offset(video, arguments);
    assertThat(run.code()).as(run.err()).isZero();
    Image image = Images.read(plot);
    assertThat(image.width()).isEqualTo(1000);
    assertThat(countNear(image, 0x1f, 0x5f, 0xa8)).as("pixels of the curve").isGreaterThan(500);
    assertThat(countNear(image, 0xc8, 0x40, 0x1e)).as("pixels of the mark").isGreaterThan(50);
    CommandRun again = offset(video, arguments);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("plot.png exists and is kept");
    assertThat(again.err()).doesNotContain("measuring motion");
  }

  private static int countNear(Image image, int... colour) {
    int count = 0;
    byte[] rgb = image.rgb();
    for (int i = 0; i < rgb.length; i += 3) {
      int distance = 0;
      for (int c = 0; c < 3; c++) {
        distance = Math.max(distance, Math.abs((rgb[i + c] & 0xFF) - colour[c]));
      }
      count += distance < 20 ? 1 : 0;
    }
    return count;
  }

  @Test
  void withoutAClassifierBothChoicesAreNamed() {
    CommandRun run = offset(folder.resolve("any.mp4"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("There is no sync classifier in", "--checkpoint", "--scorer av-align");
  }

  @Test
  void theClassifierIsTheUsualScorer() throws IOException {
    ClassifierFolder.write(folder);
    Path video = DrawnClip.of(9, 4).mp4(folder.resolve("a.mp4"), 12, 0, 16000, 1);
    CommandRun run = offset(video, "--max-shift", "0.2", "--step", "0.1", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.path("scorer").asText()).isEqualTo("classifier");
    assertThat(json.path("curve")).hasSize(5);
    assertThat(run.err()).contains("comparing");
  }

  @Test
  void whatCannotBeSearchedIsRefused() throws IOException {
    assertThat(offset(folder.resolve("a.mp4"), "--scorer", "av-align", "--step", "0").code())
        .isEqualTo(2);
    assertThat(offset(folder.resolve("a.mp4"), "--scorer", "best").err())
        .contains("write classifier or av-align");
    Path text = Files.writeString(folder.resolve("text.mp4"), "text");
    assertThat(offset(text, "--scorer", "av-align").err()).contains("text.mp4");
  }
}
