package io.asva.examples.training.clips;

import io.asva.core.config.Strictness;
import io.asva.core.config.YamlConfig;
import io.asva.core.layout.ModelsLayout;
import io.asva.core.runtime.Device;
import io.asva.diffusion.training.AnimationTraining;
import io.asva.diffusion.training.AnimationTrainingConfig;
import io.asva.examples.training.run.NetworkFolder;
import io.asva.examples.training.run.StageRun;
import io.asva.media.MediaLimits;
import io.asva.training.TrainingResult;
import java.nio.file.Path;
import java.util.List;

/**
 * Trains the denoiser on clips, as any user would, in one or more parts: each begins with what the
 * one before has made.
 *
 * <p>Immutable; a folder takes one run at a time.
 */
public final class ClipsStage {
  private static final String UNET = "unet";

  private final StageRun run;
  private final List<String> yamls;

  /** The stage of a run. */
  public ClipsStage(StageRun run) {
    this.run = run;
    this.yamls = run.plan().clips();
  }

  /** Trains, one part after another; false if it was stopped before the end. */
  public boolean run() {
    for (int part = 0; part < yamls.size(); part++) {
      if (!run(part)) {
        return false;
      }
    }
    return true;
  }

  private boolean run(int part) {
    AnimationTrainingConfig config = config(part);
    Path finished =
        part == yamls.size() - 1
            ? run.folder().denoiser(config.optimizer().steps())
            : run.folder().partOfClips(part + 1);
    if (NetworkFolder.isWhole(finished.resolve(UNET))) {
      return true;
    }
    TextEncodings.write(run);
    TrainingResult result;
    try (AnimationTraining training = AnimationTraining.open(config, Device.cpu())) {
      result = training.trainer(yamls.get(part), run.listener()).run(run.monitor());
    }
    if (result.end() != TrainingResult.End.FINISHED) {
      return false;
    }
    NetworkFolder.take(ModelsLayout.modules(result.checkpoint()), List.of(UNET), finished);
    return true;
  }

  private AnimationTrainingConfig config(int part) {
    return AnimationTrainingConfig.of(
        YamlConfig.parse(yamls.get(part), "part " + (part + 1) + " of the denoiser's training"),
        run.folder().root(),
        Strictness.FAIL,
        Device.cpu(),
        MediaLimits.DEFAULT);
  }
}
