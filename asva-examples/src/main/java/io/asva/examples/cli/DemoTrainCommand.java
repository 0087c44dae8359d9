package io.asva.examples.cli;

import io.asva.core.CancelledException;
import io.asva.examples.training.DemoTraining;
import io.asva.examples.training.plan.DemoPlan;
import io.asva.examples.training.plan.DemoStage;
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

/** Trains the demo's models. */
@Command(
    name = "demo-train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Makes the demo's models from nothing: draws the data, then trains one network after the"
            + " other. Stages that are whole are skipped; one that was stopped goes on where it"
            + " was. All of it takes some six hours on two cores.")
final class DemoTrainCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where to: a new folder, or one begun with the same seed.")
  private Path out;

  @Mixin private EditionOption edition;

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      split = ",",
      description = "Only these stages, of ${COMPLETION-CANDIDATES}. Default: all.")
  private List<DemoStage> stages = List.of(DemoStage.values());

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What everything follows from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    DemoTraining training = new DemoTraining(DemoPlan.of(edition.edition(), seed), out);
    PrintWriter err = spec.commandLine().getErr();
    OrderlyStop stop = asva.orderlyStop();
    try (TrainingLines lines = new TrainingLines(err)) {
      for (DemoStage stage : DemoStage.values()) {
        if (stages.contains(stage) && !run(training, stage, lines, stop)) {
          break;
        }
      }
    } catch (CancelledException e) {
      err.println("Stopped as asked; the same command goes on from here.");
      err.flush();
    }
    stop.endedWell();
    return ExitCode.OK;
  }

  private boolean run(
      DemoTraining training, DemoStage stage, TrainingLines lines, OrderlyStop stop) {
    try (ProgressDisplay progress = ProgressDisplay.of(spec.commandLine().getErr())) {
      return training.run(stage, stop.cancellation().reporting(progress), lines);
    }
  }
}
