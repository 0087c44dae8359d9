package io.asva.examples.cli;

import io.asva.core.runtime.Device;
import io.asva.core.runtime.NativeMemory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line's main class. */
@Command(
    name = "asva",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Animates a picture to a sound (ASVA / AVSyncD), without Python.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:it failed; the message says why", "2:the command line is wrong"},
    subcommands = {VerifyCommand.class})
public final class Asva implements Runnable {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean debug;

  @Spec private CommandSpec spec;

  private Asva() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    NativeMemory.prepare();
    System.exit(commandLine().execute(args));
  }

  /** The command line, ready to execute. */
  static CommandLine commandLine() {
    Asva root = new Asva();
    CommandLine line = new CommandLine(root);
    line.registerConverter(Device.class, new DeviceConverter());
    line.setExecutionExceptionHandler(new Failures(() -> root.debug));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
