package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
  private final Path folder;

  CompletionCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** The words that bash offers for the last of a line's. */
  private String offered(String... words) throws IOException, InterruptedException {
    Path script = folder.resolve("asva.bash");
    CommandRun run = CommandRun.of("completion", "bash");
    assertThat(run.code()).as(run.err()).isZero();
    Files.writeString(
        script,
        run.out()
            // Outside of a completion, which only an interactive shell runs, bash has no compopt.
            + "\ncompopt() { :; }\nCOMP_WORDS=("
            + String.join(" ", words)
            + ")\nCOMP_CWORD="
            + (words.length - 1)
            + "\n_complete_asva\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n");
    Process bash = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true).start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(out).isZero();
    return out;
  }

  @Test
  void bashOffersCommandsOptionsAndTheirValues() throws IOException, InterruptedException {
    assertThat(offered("asva", "an")).isEqualTo("animate\n");
    assertThat(offered("asva", "animate", "--se").lines())
        .containsExactlyInAnyOrder("--seed", "--seconds");
    assertThat(offered("asva", "train", "di")).isEqualTo("distill\n");
  }

  @Test
  void zshReadsTheSameScript() {
    assertThat(CommandRun.of("completion", "zsh").out())
        .isEqualTo(CommandRun.of("completion", "bash").out())
        .contains("bashcompinit");
  }

  @Test
  void fishHasALineForEachCommandAndOption() {
    String script = CommandRun.of("completion", "fish").out();
    for (Class<?> command : Asva.COMMANDS) {
      assertThat(script).contains(" -f -a '" + Asva.name(command) + "' -d '");
    }
    assertThat(script.lines())
        .contains(
            "complete -c asva -n '__fish_seen_subcommand_from animate' -l seconds -r -d 'Makes one"
                + " video of this length from the start of the audio, or of all of it'")
        .allMatch(line -> line.startsWith("#") || line.startsWith("complete -c asva"))
        .noneMatch(line -> line.contains("${"))
        .doesNotHaveDuplicates();
    assertThat(script)
        .contains(
            "complete -c asva -n '__fish_seen_subcommand_from train; and not"
                + " __fish_seen_subcommand_from ");
  }

  @Test
  void anotherShellIsRefusedByName() {
    CommandRun run = CommandRun.of("completion", "tcsh");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("tcsh").contains("bash, zsh, fish");
  }
}
