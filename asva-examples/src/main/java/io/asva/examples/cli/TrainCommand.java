package io.asva.examples.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Training and what belongs to it. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Trains the animation model or the sync classifier on videos, or distils the former for few"
            + " steps; draws how it went.",
    subcommands = {
      TrainAnimationCommand.class,
      TrainDistillCommand.class,
      TrainSyncCommand.class,
      TrainPlotCommand.class
    })
final class TrainCommand implements Runnable {
  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  /** The command line that this belongs to. */
  Asva asva() {
    return asva;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
