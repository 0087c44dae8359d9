package io.asva.diffusion.training;

import io.asva.core.config.Strictness;
import io.asva.core.layout.ModelsLayout;
import io.asva.core.layout.PartsLayout;
import io.asva.diffusion.AnimationException;
import io.asva.diffusion.model.Checkpoints;
import io.asva.diffusion.model.ModelFolder;
import io.asva.media.dataset.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The result of a training run, as parts to animate with: the denoiser of a checkpoint, and beside
 * it what the run's configuration says that it was trained with.
 */
public final class TrainedModel {
  private static final String UNET = "modules/unet";
  private static final String CONFIG = ModelsLayout.RUN_CONFIG;

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
        .with(Optional.of(ModelsLayout.unet(checkpoint)), Optional.empty(), Optional.empty());
  }

  private static Path checkpoint(Path place) {
    if (Files.isDirectory(ModelsLayout.unet(place))) {
      return place;
    }
    return Checkpoints.newest(ModelsLayout.checkpoints(place))
        .filter(checkpoint -> Files.isDirectory(ModelsLayout.unet(checkpoint)))
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
    PartsLayout diffusion = new PartsLayout(model.vae().resolveSibling(""));
    return new ModelFolder(
        run,
        String.valueOf(run.getFileName()),
        config.data().size(),
        ModelsLayout.unet(run),
        model.vae(),
        model.audioEncoder(),
        diffusion.textEncoder(),
        diffusion.tokenizer(),
        diffusion.scheduler(),
        model.nullText(),
        config.data().textEncodings().orElse(Dataset.newEncodingsIn(run)),
        config.data().mapping().orElse(Dataset.mappingIn(run)));
  }
}
