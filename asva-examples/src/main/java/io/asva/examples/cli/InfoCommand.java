package io.asva.examples.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what there is: devices, libraries, models. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description =
        "Shows versions and devices and, with --models, what of a model folder is there, missing or"
            + " of the wrong shape.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:the models are not complete enough to animate"})
final class InfoCommand implements Callable<Integer> {
  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Folder with models, in the reference's layout or with the parts themselves.")
  private @Nullable Path models;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "The only data set to look at. Default: those that have a checkpoint.")
  private @Nullable String dataset;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    boolean complete = true;
    SystemReport.print(out);
    if (models != null) {
      complete = new ModelReport(out, models).print(dataset);
    }
    out.flush();
    return complete ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
