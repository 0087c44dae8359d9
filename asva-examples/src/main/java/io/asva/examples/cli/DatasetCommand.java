package io.asva.examples.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The commands for data sets. */
@Command(
    name = "dataset",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Checks data sets of videos, and encodes their categories.",
    subcommands = {DatasetCheckCommand.class, EncodeTextCommand.class})
final class DatasetCommand implements Runnable {
  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  /** The main command. */
  Asva asva() {
    return asva;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
