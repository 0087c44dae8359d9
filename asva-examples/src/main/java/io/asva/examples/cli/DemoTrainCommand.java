package io.asva.examples.cli;

import io.asva.core.training.TrainingListener;
import io.asva.examples.training.DemoPlan;
import io.asva.examples.training.DemoStage;
import io.asva.examples.training.DemoTraining;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
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
            + " was.")
final class DemoTrainCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where to: a new folder, or one begun with the same seed.")
  private Path out;

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
    DemoTraining training = new DemoTraining(DemoPlan.full(seed), out);
    PrintWriter err = spec.commandLine().getErr();
    TrainingListener log =
        new TrainingListener() {
          @Override
          public void onMessage(String message) {
            err.println(message);
            err.flush();
          }
        };
    var cancellation = asva.cancellation();
    for (DemoStage stage : DemoStage.values()) {
      if (stages.contains(stage)) {
        try (ProgressDisplay progress = ProgressDisplay.of(err)) {
          if (!training.run(stage, progress, log, cancellation)) {
            return ExitCode.OK;
          }
        }
      }
    }
    return ExitCode.OK;
  }
}
