package io.asva.examples.cli;

import io.asva.core.config.YamlConfig;
import io.asva.sync.training.SyncTraining;
import io.asva.sync.training.SyncTrainingConfig;
import io.asva.training.TrainingResult;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains the sync classifier. */
@Command(
    name = "sync",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains the sync classifier on videos, as the reference's avsync_train.py does, into the"
          + " folder that the file names. Videos that can't be used are told and left out.",
      "Asked to stop (Ctrl-C, SIGTERM), it finishes the update and writes a checkpoint; with"
          + " resume_from_checkpoint: \"latest\" the same command goes on from there."
    },
    exitCodeListHeading = TrainOptions.EXIT_CODES_HEADING,
    exitCodeList = {TrainOptions.DONE, TrainOptions.FAILED})
final class TrainSyncCommand implements Callable<Integer> {
  @Mixin private TrainOptions options;

  @Mixin private PlaceOption device;
  @Mixin private LimitsOption limits;
  @ParentCommand private TrainCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    SyncTrainingConfig config =
        SyncTrainingConfig.of(
            YamlConfig.read(options.configFile()),
            options.root(),
            options.strictness(),
            device.device(),
            limits.limits());
    TrainOptions.warn(config.notes(), err);
    OrderlyStop stop = parent.asva().orderlyStop();
    try (TrainingLines lines = new TrainingLines(err);
        SyncTraining training = SyncTraining.open(config, device.device())) {
      TrainingResult result =
          training.trainer(options.yaml(), options.checkpoints(), lines).run(stop.cancellation());
      lines.end(result);
      stop.endedWell();
      return ExitCode.OK;
    }
  }
}
