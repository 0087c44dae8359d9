package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AsvaTest {
  static Stream<String> commands() {
    return Asva.COMMANDS.stream().map(Asva::name);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelp(String command) {
    assertThat(CommandRun.of("--help").out()).contains("  " + command + " ");
    CommandRun help = CommandRun.of(command, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).startsWith("Usage: asva " + command).doesNotContain("${");
  }

  @Test
  void theVersionIsTheBuilds() {
    assertThat(CommandRun.of("--version").out()).matches("asva [0-9].*\\R");
  }

  @Test
  void wrongCommandLinesSayWhatIsWrong() {
    assertThat(CommandRun.of()).satisfies(r -> assertThat(r.code()).isEqualTo(2));
    assertThat(CommandRun.of("animat").err()).contains("animat");
    assertThat(CommandRun.of("verify", "--devise", "x").code()).isEqualTo(2);
    assertThat(CommandRun.of("verify", "--device", "gpu", ".").err()).contains("cuda:N");
    assertThat(CommandRun.of("verify", "--precision", "fp8", ".").err())
        .contains("'fp8' is none of fp32, tf32, fp16");
    assertThat(CommandRun.of("verify", "--prepared", "much", "."))
        .satisfies(r -> assertThat(r.code()).isEqualTo(2))
        .satisfies(r -> assertThat(r.err()).contains("--prepared is \"much\"", "20GB, off"));
    assertThat(CommandRun.of("animate", "--size", "12", "--save_path", "x.mp4").err())
        .contains("HEIGHTxWIDTH");
    assertThat(CommandRun.of("export", "--network", "nose", "--to", "x").err())
        .contains("vae-encoder");
    assertThat(CommandRun.of("animate", "--category", "a", "--text", "b", "--save_path", "x.mp4"))
        .satisfies(r -> assertThat(r.code()).isEqualTo(2));
  }

  @Test
  void aFailureIsAMessageAndOnlyDebugShowsWhere() {
    CommandRun plain = CommandRun.of("verify", "no-such-folder");
    assertThat(plain.code()).isEqualTo(1);
    assertThat(plain.err()).startsWith("asva: There is no folder no-such-folder").hasLineCount(1);
    assertThat(CommandRun.of("verify", "--debug", "no-such-folder").err())
        .contains("at io.asva.verify");
  }

  @Test
  void helpTouchesNoNativeLibrary() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Asva.class.getName(),
                "animate",
                "--help")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    List<String> loaded =
        Stream.of("ai.onnxruntime.", "org.bytedeco.", "org.nd4j.", "com.fasterxml.", "java.awt.")
            .filter(name -> output.contains(" " + name))
            .toList();
    assertThat(output).contains(" io.asva.examples.cli.Asva ", "Usage: asva animate");
    assertThat(loaded).isEmpty();
    assertThat(output).as("other commands' options").doesNotContain("TrainAnimationCommand ");
  }
}
