package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.media.Image;
import io.asva.media.Video;
import io.asva.media.VideoWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncCommandTest {
  private static Path folder;
  private static String clip;
  private static String other;

  @BeforeAll
  static void draw(@TempDir Path temporary) throws IOException {
    folder = temporary;
    ClassifierFolder.write(folder);
    clip = DrawnClip.of(1, 3).mp4(folder.resolve("a.mp4"), 12, 0, 44100, 2).toString();
    other = DrawnClip.of(2, 3).mp4(folder.resolve("b.mp4"), 25, 0, 16000, 1).toString();
  }

  private static CommandRun sync(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("sync", "--models", folder.toString(), "--device", "cpu"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static double value(CommandRun run, String metric) {
    assertThat(run.code()).as(run.err()).isZero();
    return Double.parseDouble(
        run.out().lines().toList().get(5).substring((metric + ": ").length()));
  }

  @Test
  void itPrintsWhatTheReferencePrints() {
    CommandRun run = sync("--audio", clip, "--video", clip, "--metric", "avsync_score");
    assertThat(run.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("########################################"),
            line -> assertThat(line).isEqualTo("audio: " + clip),
            line -> assertThat(line).isEqualTo("video: " + clip),
            line -> assertThat(line).isEqualTo("ref_audio: "),
            line -> assertThat(line).isEqualTo("ref_video: "),
            line -> assertThat(line).matches("avsync_score: -?[0-9.]+(E-?[0-9]+)?"));
  }

  @Test
  void aVideoAgainstItselfIsAHalf() {
    CommandRun run =
        sync("--audio", clip, "--video", clip, "--ref_video", clip, "--metric", "relsync");
    assertThat(value(run, "relsync")).isEqualTo(0.5);
  }

  @Test
  void aStillClipAgainstItselfIsAQuarterByTheUsualMetric() {
    Path still = folder.resolve("still.mp4");
    VideoWriter.of(
            new Video(Collections.nCopies(15, DrawnClip.of(1, 1).video(6).frames().get(0)), 6))
        .withAudio(DrawnClip.of(1, 3).audio(0, 16000, 1))
        .mp4(still);
    CommandRun run =
        sync("--audio", clip, "--video", still.toString(), "--ref_video", still.toString());
    // The encoded frames stand still to within the codec's rounding.
    assertThat(value(run, "alignsync")).isCloseTo(0.25, within(1e-3));
  }

  @Test
  void bothReferencesOfRelSyncAreSoftmaxesOfScores() throws IOException {
    for (String reference : List.of("--ref_audio", "--ref-video")) {
      CommandRun run =
          sync("--audio", clip, "--video", clip, reference, other, "--metric", "relsync", "--json");
      assertThat(run.code()).as(run.err()).isZero();
      JsonNode json = new ObjectMapper().readTree(run.out());
      double difference =
          json.path("parts").path("reference_avsync_score").asDouble()
              - json.path("parts").path("avsync_score").asDouble();
      assertThat(json.path("relsync").asDouble())
          .isEqualTo(1 / (1 + Math.exp(difference)))
          .isNotEqualTo(0.5);
      assertThat(json.path("protocol").asText()).isEqualTo("corrected");
    }
  }

  /** Of a video that is to be turned the original scores the frames as they are stored. */
  @Test
  void theReferencesSlipsAreReproducedOnRequest() throws IOException {
    Path turned = folder.resolve("turned.mp4");
    byte[] bytes = Files.readAllBytes(Path.of(clip));
    int track = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd");
    int quarter = 1 << 16;
    ByteBuffer.wrap(bytes)
        .position(track + 44)
        .putInt(0)
        .putInt(quarter)
        .putInt(0)
        .putInt(-quarter)
        .putInt(0);
    Files.write(turned, bytes);
    assertThat(score(turned.toString(), "corrected")).isNotEqualTo(score(clip, "corrected"));
    assertThat(score(turned.toString(), "reference")).isEqualTo(score(clip, "reference"));
  }

  private static double score(String video, String protocol) {
    return value(
        sync("--audio", clip, "--video", video, "--metric", "avsync_score", "--protocol", protocol),
        "avsync_score");
  }

  @Test
  void referencesThatAMetricDoesNotTakeAreAnErrorOrANote() {
    assertThat(sync("--audio", clip, "--video", clip).err()).contains("give --ref_video");
    String[] relSync = {"--audio", clip, "--video", clip, "--metric", "relsync"};
    assertThat(sync(relSync).err()).contains("either --ref_audio or --ref_video", "none is given");
    CommandRun both =
        sync(
            "--audio",
            clip,
            "--video",
            clip,
            "--metric",
            "relsync",
            "--ref_audio",
            other,
            "--ref_video",
            other);
    assertThat(both.code()).isEqualTo(1);
    assertThat(both.err()).contains("not both");
    assertThat(
            sync("--audio", clip, "--video", clip, "--metric", "avsync_score", "--ref_audio", other)
                .err())
        .contains("the references are not used");
  }

  @Test
  void aReferenceOfAnotherSizeIsRefused() {
    Path large = folder.resolve("large.mp4");
    byte[] rgb = new byte[128 * 64 * 3];
    VideoWriter.of(new Video(Collections.nCopies(15, new Image(128, 64, rgb)), 6)).mp4(large);
    CommandRun run = sync("--audio", clip, "--video", clip, "--ref_video", large.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("96x64, not 128x64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alignsync", "relsync", "avsync_score"})
  void missingWeightsAreNamedWithTheirPlace(String metric, @TempDir Path empty) throws IOException {
    String[] arguments = {
      "sync",
      "--models",
      empty.toString(),
      "--audio",
      clip,
      "--video",
      clip,
      "--ref_video",
      other,
      "--metric",
      metric
    };
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            empty.resolve(ClassifierFolder.MODULES).toString(),
            "head/diffusion_pytorch_model.safetensors");
    ClassifierFolder.write(empty);
    Files.delete(empty.resolve(ClassifierFolder.IMAGE_BIND));
    CommandRun later = CommandRun.of(arguments);
    if (metric.equals("alignsync")) {
      assertThat(later.err()).contains(empty.resolve(ClassifierFolder.IMAGE_BIND).toString());
    } else {
      assertThat(later.code()).as(later.err()).isZero();
    }
  }

  @Test
  void unknownWordsAreErrorsOfTheCommandLine() {
    assertThat(sync("--audio", clip, "--video", clip, "--metric", "fid").code()).isEqualTo(2);
    assertThat(sync("--audio", clip, "--video", clip, "--protocol", "mine").err())
        .contains("write reference or corrected");
  }
}
