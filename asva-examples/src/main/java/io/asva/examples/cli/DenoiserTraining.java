package io.asva.examples.cli;

import io.asva.core.config.YamlConfig;
import io.asva.diffusion.training.AnimationTraining;
import io.asva.diffusion.training.AnimationTrainingConfig;
import io.asva.training.TrainingResult;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains the denoiser as a file says, if it says what the command is for. */
abstract class DenoiserTraining implements Callable<Integer> {
  @Mixin private TrainOptions options;
  @Mixin private PlaceOption device;
  @Mixin private LimitsOption limits;
  @ParentCommand private TrainCommand parent;
  @Spec private CommandSpec spec;

  /** Whether the command distils. */
  abstract boolean distils();

  /** The words for a file that is for the other command, as they follow the file's name. */
  abstract String otherwise();

  @Override
  public final Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    AnimationTrainingConfig config =
        AnimationTrainingConfig.of(
            YamlConfig.read(options.configFile()),
            options.root(),
            options.strictness(),
            device.device(),
            limits.limits());
    if (config.distillation().isPresent() != distils()) {
      throw new ParameterException(spec.commandLine(), options.configFile() + otherwise());
    }
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
