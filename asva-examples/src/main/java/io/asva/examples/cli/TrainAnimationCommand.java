package io.asva.examples.cli;

import io.asva.core.config.YamlConfig;
import io.asva.diffusion.training.AnimationTraining;
import io.asva.diffusion.training.AnimationTrainingConfig;
import io.asva.training.TrainingResult;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains the animation model. */
@Command(
    name = "animation",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains AVSyncD on videos, as the reference's animation_train.py does, into the folder that"
          + " the file names.",
      "Asked to stop (Ctrl-C, SIGTERM), it finishes the update and writes a checkpoint; with"
          + " resume_from_checkpoint: \"latest\" the same command goes on from there."
    },
    exitCodeListHeading = TrainOptions.EXIT_CODES_HEADING,
    exitCodeList = {TrainOptions.DONE, TrainOptions.FAILED})
final class TrainAnimationCommand implements Callable<Integer> {
  @Mixin private TrainOptions options;
  @Mixin private PlaceOption device;
  @Mixin private LimitsOption limits;
  @ParentCommand private TrainCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    AnimationTrainingConfig config =
        AnimationTrainingConfig.of(
            YamlConfig.read(options.configFile()),
            options.root(),
            options.strictness(),
            device.device(),
            limits.limits());
    TrainOptions.warn(config.notes(), err);
    OrderlyStop stop = parent.asva().orderlyStop();
    try (TrainingLines lines = new TrainingLines(err);
        AnimationTraining training = AnimationTraining.open(config, device.device())) {
      TrainingResult result =
          training.trainer(options.yaml(), options.checkpoints(), lines).run(stop.cancellation());
      lines.end(result);
      stop.endedWell();
      return ExitCode.OK;
    }
  }
}
