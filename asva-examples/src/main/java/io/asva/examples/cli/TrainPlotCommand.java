package io.asva.examples.cli;

import io.asva.core.files.IfExists;
import io.asva.examples.plot.TrainingPlot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws a run's figures. */
@Command(
    name = "plot",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Draws the loss, evaluations and learning rate of a run, finished or not, from its log;"
            + " training itself does so with every checkpoint.")
final class TrainPlotCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN",
      description = "The run's folder, or a " + TrainingPlot.LOG + " that lies anywhere.")
  private Path run;

  @Option(
      names = "--out",
      paramLabel = "FILE.png",
      description =
          "Where to. Default: " + TrainingPlot.FILE + " beside the log, which is replaced.")
  private @Nullable Path out;

  @Option(names = "--overwrite", description = "Replace the file of --out if it exists.")
  private boolean overwrite;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Path log = Files.isDirectory(run) ? run.resolve(TrainingPlot.LOG) : run;
    Path file = out == null ? log.resolveSibling(TrainingPlot.FILE) : out;
    IfExists ifExists = out == null || overwrite ? IfExists.REPLACE : IfExists.FAIL;
    TrainingPlot.of(log).writePng(file, ifExists);
    spec.commandLine().getOut().println(file);
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
