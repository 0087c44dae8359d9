package io.asva.examples.training.clips;

import io.asva.core.config.Strictness;
import io.asva.core.config.YamlConfig;
import io.asva.core.runtime.Device;
import io.asva.core.training.TrainingResult;
import io.asva.diffusion.training.AnimationTraining;
import io.asva.diffusion.training.AnimationTrainingConfig;
import io.asva.examples.training.run.NetworkFolder;
import io.asva.examples.training.run.StageRun;
import java.nio.file.Path;
import java.util.List;

/**
 * Trains the denoiser on clips, as any user would.
 *
 * <p>Immutable; a folder takes one run at a time.
 */
public final class ClipsStage {
  private static final String UNET = "unet";

  private final StageRun run;
  private final String yaml;
  private final AnimationTrainingConfig config;

  /** The stage of a run. */
  public ClipsStage(StageRun run) {
    this.run = run;
    this.yaml = run.plan().clips();
    this.config =
        AnimationTrainingConfig.of(
            YamlConfig.parse(yaml, "clips.yaml"), run.folder().root(), Strictness.FAIL);
  }

  /** Trains; false if it was stopped before the end. */
  public boolean run() {
    Path finished = run.folder().denoiser(config.optimizer().steps());
    if (NetworkFolder.isWhole(finished.resolve(UNET))) {
      return true;
    }
    TextEncodings.write(run);
    TrainingResult result;
    try (AnimationTraining training = AnimationTraining.open(config, Device.cpu())) {
      result = training.trainer(yaml, run.listener()).run(run.cancellation());
    }
    if (result.end() != TrainingResult.End.FINISHED) {
      return false;
    }
    NetworkFolder.take(result.checkpoint().resolve("modules"), List.of(UNET), finished);
    return true;
  }
}
