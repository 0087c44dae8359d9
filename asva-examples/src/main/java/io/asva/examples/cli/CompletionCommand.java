package io.asva.examples.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that lets a shell complete the command line. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a script that lets a shell complete commands and options.",
      "bash: source <(asva completion bash)",
      "zsh:  autoload -U compinit bashcompinit; compinit; bashcompinit; source <(asva completion zsh)",
      "fish: asva completion fish > ~/.config/fish/completions/asva.fish"
    })
final class CompletionCommand implements Callable<Integer> {
  /** A shell. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  private Shell shell;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    PrintWriter out = spec.commandLine().getOut();
    // zsh reads the script that bash does: it asks for bash's functions in it.
    out.print(shell == Shell.fish ? FishCompletion.of(root) : AutoComplete.bash("asva", root));
    out.flush();
    return ExitCode.OK;
  }
}
