package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.model.TrainedVideos;
import io.asva.media.ClipSampling;
import io.asva.media.MediaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
  private static final String CLIPS = "evaluations/checkpoint-1/AG-4.0_TG-1.0/seed-0/videos/";

  private final Path folder;

  GenerateCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void draw() throws IOException {
    SmallDataset.write(folder.resolve("Small"));
    copy(
        SmallDemo.MODELS.resolve("checkpoints/audio-cond_animation/demo_audio-cond_cfg/ckpts"),
        folder.resolve("exp/ckpts"));
    Path config = folder.resolve("exp/ckpts/checkpoint-1/modules/unet/config.json");
    TrainedVideos videos =
        new TrainedVideos("Small", new FrameSize(64, 64), new ClipSampling(4, 2), List.of());
    Files.writeString(config, videos.in(Files.readString(config)));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.createDirectories(to.resolve(from.relativize(file)).getParent());
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  @Test
  void clipsLieWhereTheReferenceWritesThemAndAreMadeOnce() throws IOException {
    CommandRun run = generate();
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("2 videos of Small: 4 clips made, 0 kept from before, 0 failed");
    assertThat(run.err()).contains("generating 0/8", "generating 8/8");
    assertThat(clips())
        .containsExactly(
            "bell_ringing/a_clip-00.mp4",
            "bell_ringing/a_clip-01.mp4",
            "bell_ringing/b_clip-00.mp4",
            "bell_ringing/b_clip-01.mp4");
    MediaFile clip = MediaFile.open(folder.resolve("exp").resolve(CLIPS).resolve(clips().get(0)));
    assertThat(clip.seconds()).isEqualTo(2);
    assertThat(clip.requireVideoTrack().height()).isEqualTo(64);
    assertThat(clip.requireVideoTrack().fps()).isEqualTo(2);
    JsonNode again = new ObjectMapper().readTree(generate("--json").out());
    assertThat(again.path("made").asInt()).isZero();
    assertThat(again.path("kept").asInt()).isEqualTo(4);
    assertThat(again.path("protocol").asText()).isEqualTo("corrected");
  }

  @Test
  void otherSettingsAreRefusedUnlessItStartsAnew() {
    assertThat(generate("--num_clips_per_video", "1").code()).isZero();
    CommandRun run = generate("--num_clips_per_video", "1", "--protocol", "reference");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("protocol: corrected before, reference now", "--overwrite")
        .doesNotContain("steps:");
    CommandRun anew =
        generate("--num_clips_per_video", "1", "--protocol", "reference", "--overwrite");
    assertThat(anew.out()).contains("2 clips made");
  }

  @Test
  void badVideosAreListedAndEndWithOne() throws IOException {
    Files.writeString(
        folder.resolve("Small/test.txt"), "bell_ringing/a.mp4\nbell_ringing/none.mp4\n");
    CommandRun run = generate("--num_clips_per_video", "1");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("1 clips made", "1 failed");
    assertThat(run.err()).contains("Failed: bell_ringing/none.mp4 clip 00: There is no file");
    JsonNode json =
        new ObjectMapper().readTree(generate("--num_clips_per_video", "1", "--json").out());
    assertThat(json.at("/failed/0/video").asText()).isEqualTo("bell_ringing/none.mp4");
  }

  @Test
  void mistakesAreNamedBeforeTheWorkBegins() throws IOException {
    assertThat(generate("--video_fps", "8").err()).contains("twice --video_fps");
    assertThat(generate("--video_fps", "8").code()).isEqualTo(2);
    assertThat(generate("--checkpoint", "2").err()).contains("lack parts", "checkpoint-2");
    assertThat(generate("--dataset", "None").err()).contains("no data set");
    assertThat(generate("--protocol", "none").err()).contains("reference or corrected");
    assertThat(generate("--steps", "0").err()).contains("steps");
    assertThat(folder.resolve("exp/evaluations")).doesNotExist();
  }

  @Test
  void aSignalEndsItBetweenWholeClips() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Asva.class.getName()));
    command.addAll(arguments("--steps", "400"));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    while (process.isAlive() && !Files.readString(log).contains("generating 160")) {
      Thread.sleep(20);
    }
    process.destroy();
    assertThat(process.waitFor()).isNotZero();
    assertThat(log).content().contains("Whole clips stay in", "Cancelled");
    assertThat(clips()).isSubsetOf("bell_ringing/a_clip-00.mp4", "bell_ringing/a_clip-01.mp4");
  }

  /** A small run; later options replace earlier ones. */
  private CommandRun generate(String... more) {
    return CommandRun.of(arguments(more).toArray(new String[0]));
  }

  private List<String> arguments(String... more) {
    List<String> arguments = new ArrayList<>(List.of("generate"));
    add(arguments, more, "--models", SmallDemo.MODELS.toString());
    add(arguments, more, "--dataset", folder.resolve("Small").toString());
    add(arguments, more, "--exp_root", folder.resolve("exp").toString());
    add(arguments, more, "--checkpoint", "1");
    add(arguments, more, "--num_clips_per_video", "2");
    add(arguments, more, "--steps", "2");
    add(arguments, more, "--scheduler", "unipc");
    add(arguments, more, "--device", "cpu");
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static void add(List<String> arguments, String[] more, String name, String value) {
    if (!List.of(more).contains(name)) {
      arguments.addAll(List.of(name, value));
    }
  }

  private List<String> clips() throws IOException {
    Path videos = folder.resolve("exp").resolve(CLIPS);
    if (!Files.exists(videos)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(videos)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> videos.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
