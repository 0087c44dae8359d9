package io.asva.diffusion.training;

import io.asva.core.config.Strictness;
import io.asva.core.dataset.Dataset;
import io.asva.diffusion.AnimationException;
import io.asva.diffusion.model.Checkpoints;
import io.asva.diffusion.model.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The result of a training run, as parts to animate with: the denoiser of a checkpoint, and beside
 * it what the run's configuration says that it was trained with.
 */
public final class TrainedModel {
  private static final String UNET = "modules/unet";
  private static final String CONFIG = "config.yaml";

  private TrainedModel() {}

  /**
   * The parts of a run's model, to be given to {@link
   * io.asva.diffusion.AnimatorBuilder#models(ModelFolder)}. They need not exist.
   *
   * @param place the run's folder, whose last checkpoint is taken, or a checkpoint
   * @param root the folder that relative paths in the run's configuration begin at
   * @throws AnimationException if this is neither, or has no configuration
   * @throws io.asva.core.config.YamlConfigException if its configuration can't be read
   */
  public static ModelFolder in(Path place, Path root) {
    Path checkpoint = checkpoint(place);
    Path run = checkpoint.toAbsolutePath().resolve("../..").normalize();
    Path file =
        Files.exists(checkpoint.resolve(CONFIG)) ? checkpoint.resolve(CONFIG) : run.resolve(CONFIG);
    if (!Files.exists(file)) {
      throw new AnimationException(
          place
              + " has no "
              + CONFIG
              + " that says what the denoiser was trained with; name a folder of models instead.");
    }
    AnimationTrainingConfig config = AnimationTrainingConfig.read(file, root, Strictness.WARN);
    return parts(config, run)
        .with(Optional.of(checkpoint.resolve(UNET)), Optional.empty(), Optional.empty());
  }

  private static Path checkpoint(Path place) {
    if (Files.isDirectory(place.resolve(UNET))) {
      return place;
    }
    return Checkpoints.newest(place.resolve("ckpts"))
        .filter(checkpoint -> Files.isDirectory(checkpoint.resolve(UNET)))
        .orElseThrow(
            () ->
                new AnimationException(
                    place
                        + " is neither a run that trained the animation model (there is no"
                        + " ckpts/checkpoint-N/"
                        + UNET
                        + " in it) nor a checkpoint (there is no "
                        + UNET
                        + ")."));
  }

  /** The parts that a configuration names or implies, but for the denoiser. */
  static ModelFolder parts(AnimationTrainingConfig config, Path run) {
    AnimationModelConfig model = config.model();
    Path diffusion = model.vae().resolveSibling("");
    return new ModelFolder(
        run,
        String.valueOf(run.getFileName()),
        config.data().size(),
        run.resolve(UNET),
        model.vae(),
        model.audioEncoder(),
        diffusion.resolve("text_encoder"),
        diffusion.resolve("tokenizer"),
        diffusion.resolve("scheduler/scheduler_config.json"),
        model.nullText(),
        config.data().textEncodings().orElse(Dataset.newEncodingsIn(run)),
        config.data().mapping().orElse(Dataset.mappingIn(run)));
  }
}
