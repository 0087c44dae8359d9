package io.asva.examples.cli;

import io.asva.examples.training.causes.Cause;
import io.asva.examples.training.causes.Experiments;
import io.asva.examples.training.causes.Finding;
import io.asva.examples.training.plan.DemoPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Looks for what keeps the demo's clips from being like the drawn ones. */
@Command(
    name = "demo-causes",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Looks for what keeps the demo's clips from being like the drawn ones: tries one part of"
            + " the chain at a time, and prints a table with figures for each. All of it takes"
            + " about an hour on two cores.")
final class DemoCausesCommand implements Callable<Integer> {
  @Option(
      names = "--models",
      paramLabel = "DIR",
      required = true,
      description = "What demo-train made: its folder models or packed/models.")
  private Path models;

  @Mixin private EditionOption edition;

  @Option(
      names = "--cause",
      paramLabel = "CAUSE",
      split = ",",
      description = "Only these, of ${COMPLETION-CANDIDATES}. Default: all.")
  private List<Cause> causes = List.of(Cause.values());

  @Option(
      names = "--clips",
      paramLabel = "N",
      defaultValue = "16",
      description = "How many clips, the categories taking turns. Default: ${DEFAULT-VALUE}.")
  private int clips;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "" + (1 + DemoPlan.CAUSES),
      description = "What images and audio follow from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private DeviceOption device;
  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Experiments experiments =
        Experiments.of(
            models,
            edition.edition(),
            seed,
            clips,
            device.resolve(spec.commandLine().getErr()).device(),
            asva.cancellation());
    out.print(Finding.HEADING);
    for (Cause cause : causes) {
      experiments.run(
          cause,
          finding -> {
            out.println(finding.row());
            out.flush();
          });
    }
    out.flush();
    return ExitCode.OK;
  }
}
