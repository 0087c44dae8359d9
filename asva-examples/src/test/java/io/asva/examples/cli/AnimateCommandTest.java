package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.media.MediaFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimateCommandTest {
  private final Path folder;

  AnimateCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void writesTheClipWhereTheReferenceDoes() throws IOException {
    CommandRun run = animate("--audio_guidance", "4.0");
    assertThat(run.err()).contains("denoising 2/3");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("out_clip-00.mp4");
    assertThat(files()).containsExactly("out_clip-00.mp4");
    MediaFile file = MediaFile.open(folder.resolve("out_clip-00.mp4"));
    assertThat(file.seconds()).isEqualTo(2);
    assertThat(file.audio().rate()).isEqualTo(16000);
  }

  @Test
  void keepsWhatExistsUnlessAskedToReplaceIt() throws IOException {
    Path file = Files.writeString(folder.resolve("out_clip-00.mp4"), "mine");
    CommandRun run = animate();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("exists").contains("--overwrite").doesNotContain("denoising");
    assertThat(file).hasContent("mine");
    assertThat(animate("--overwrite").code()).isZero();
    assertThat(MediaFile.open(file).seconds()).isEqualTo(2);
  }

  @Test
  void precisionAndDeviceAreSaid() {
    assertThat(animate("--device", "cpu", "--precision", "fp16").out())
        .endsWith("Computed on CPU in fp16.\n");
    assertThat(animate("--overwrite", "--device", "cpu", "--precision", "tf32"))
        .satisfies(
            run -> {
              assertThat(run.err())
                  .contains("Note: networks run on CPU in fp32. A processor has no tf32");
              assertThat(run.out()).endsWith("Computed on CPU in fp32.\n");
            });
  }

  @Test
  void severalClipsAreNumbered() throws IOException {
    assertThat(animate("--clips", "2", "--audio-guidance", "1", "--scheduler", "ddim").code())
        .isZero();
    assertThat(files()).containsExactly("out_clip-00.mp4", "out_clip-01.mp4");
  }

  @Test
  void itIsToldHowAClipWasDenoisedAndWhatIsSetBesideAPresetWins() {
    CommandRun run =
        animate("--preset", "fast", "--steps", "4", "--guidance-stop", "0.5", "--cache-every", "2");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("Denoised: dpm++, 4 steps, guidance from 0.0 to 0.5 of them")
        .contains("features inside branch")
        .containsPattern("[0-9]+ evaluations of the UNet in 4 steps, and [0-9]+ of its outer");
    assertThat(animate("--preset", "quick").err())
        .contains("quick; there are exact, balanced, fast");
    assertThat(animate("--overwrite", "--cache-every", "2", "--cache-branch", "99").err())
        .contains("branch 99 is not one");
    assertThat(animate("--guidance-start", "0.7", "--guidance-stop", "0.5").err())
        .contains("0.7 and 0.5");
  }

  @Test
  void mistakesAreNamedBeforeTheWorkBegins() throws IOException {
    assertThat(animate("--steps", "0").err()).contains("steps").contains("not 0");
    assertThat(animate("--audio_guidance", "NaN").err()).contains("guidance").contains("NaN");
    assertThat(animate("--size", "60x60").err()).contains("60x60").contains("multiples of 64");
    assertThat(animate("--frames", "0").err()).contains("frames");
    assertThat(animate("--video", "also.mp4").err()).contains("video");
    assertThat(animate("--image", "none.png").err()).contains("none.png");
    assertThat(animate("--scheduler", "euler").err()).contains("euler").contains("pndm");
    assertThat(animate("--dataset", "Landscapes").err()).contains("Landscapes");
    assertThat(animate("--device", "cuda:7").err()).contains("asva: ");
    assertThat(animate("--save_path", folder + "/out.avi").err()).contains(".mp4");
    assertThat(animate("--save_path", folder + "/no/out.mp4").err()).contains("no folder");
    assertThat(files()).isEmpty();
  }

  @Test
  void oneVideoOfAnyLengthIsMade() throws IOException {
    CommandRun run = animate("--seconds", "3.5", "--frames", "4");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("The audio lasts");
    assertThat(files()).containsExactly("out_clip-00.mp4");
    MediaFile file = MediaFile.open(folder.resolve("out_clip-00.mp4"));
    assertThat(file.seconds()).isEqualTo(3.5);
    CommandRun chain =
        animate("--seconds", "all", "--windows", "chain", "--frames", "4", "--overwrite");
    assertThat(chain.code()).as(chain.err()).isZero();
  }

  @Test
  void anAnimatedGifIsWrittenWhereItsNameSaysSo() throws IOException {
    CommandRun run = animate("--save_path", folder + "/out.gif");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(files()).containsExactly("out_clip-00.gif");
    assertThat(Files.readString(folder.resolve("out_clip-00.gif"), StandardCharsets.ISO_8859_1))
        .startsWith("GIF89a");
    assertThat(animate("--save_path", folder + "/out.gif").err()).contains("exists");
    assertThat(animate("--save_path", folder + "/.gif").err()).contains(".mp4 or .gif");
  }

  @Test
  void lengthsThatCannotBeAreRefused() {
    assertThat(animate("--seconds", "1").err()).contains("from 2 to 3600 seconds, not 1.0");
    assertThat(animate("--seconds", "long").err()).contains("a number of seconds, or all");
    assertThat(animate("--seconds", "4", "--clips", "2").err()).contains("one clip");
    assertThat(animate("--windows", "chain").err()).contains("seconds");
    assertThat(animate("--seconds", "4", "--windows", "ring").err()).contains("overlap or chain");
    assertThat(animate("--negative-text", "smoke").err()).contains("guidance by text");
  }

  @Test
  void aCategoryMustBeOneOfTheDataSets() {
    CommandRun run =
        CommandRun.of(
            "animate",
            "--models",
            SmallDemo.MODELS.toString(),
            "--category",
            "lions",
            "--save_path",
            folder + "/out.mp4",
            "--image",
            SmallDemo.IMAGE.toString(),
            "--audio",
            SmallDemo.AUDIO.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("\"lions\"", "bell ringing", "--text");
  }

  @Test
  void aSignalEndsItWithNothingLeftBehind() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Asva.class.getName()));
    command.addAll(arguments("--steps", "900"));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    while (process.isAlive() && !Files.readString(log).contains("denoising")) {
      Thread.sleep(50);
    }
    process.destroy();
    assertThat(process.waitFor()).isNotZero();
    assertThat(log).content().contains("denoising", "Cancelled");
    assertThat(files()).noneMatch(name -> name.contains(".mp4"));
  }

  private CommandRun animate(String... more) {
    return CommandRun.of(arguments(more).toArray(new String[0]));
  }

  /** A small animation; later options replace earlier ones. */
  private List<String> arguments(String... more) {
    List<String> arguments = new ArrayList<>(List.of("animate"));
    add(arguments, more, "--models", SmallDemo.MODELS.toString());
    add(arguments, more, "--dataset", "Demo");
    add(arguments, more, "--category", "bell ringing");
    add(arguments, more, "--image", SmallDemo.IMAGE.toString());
    add(arguments, more, "--audio", SmallDemo.AUDIO.toString());
    add(arguments, more, "--size", "64x64");
    add(arguments, more, "--steps", "2");
    add(arguments, more, "--device", "cpu");
    add(arguments, more, "--save_path", folder.resolve("out.mp4").toString());
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static void add(List<String> arguments, String[] more, String name, String value) {
    if (!List.of(more).contains(name)) {
      arguments.addAll(List.of(name, value));
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
