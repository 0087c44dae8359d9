package io.asva.diffusion.training;

import io.asva.core.config.Strictness;
import io.asva.core.config.YamlConfig;
import io.asva.core.config.YamlConfigException;
import io.asva.core.runtime.Device;
import io.asva.diffusion.GuidanceScales;
import io.asva.media.MediaLimits;
import io.asva.training.BadExamples;
import io.asva.training.TrainableModules;
import io.asva.training.config.LoadingConfig;
import io.asva.training.config.OptimizerConfig;
import io.asva.training.config.RunConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A training run of AVSyncD, as the original's YAML files describe one: the sections {@code exp},
 * {@code model}, {@code train} and {@code optim}. Names that are not known are an error.
 *
 * <p>Added to the original: a section {@code distill}, which makes the run a distillation of a
 * trained denoiser; see {@link DistillationConfig}. All weights are trained then unless {@code
 * trainable_modules} names some, and {@code ema_decay} is 0.95 unless set.
 *
 * @param run where results go, and the seed
 * @param model the networks
 * @param data the clips
 * @param loading how they are taken
 * @param optimizer how weights are updated and saved
 * @param distillation how the denoiser is distilled, if the run is for that
 * @param notes settings of the file that have no effect here, each with the reason
 */
public record AnimationTrainingConfig(
    RunConfig run,
    AnimationModelConfig model,
    AnimationDataConfig data,
    LoadingConfig loading,
    OptimizerConfig optimizer,
    Optional<DistillationConfig> distillation,
    List<String> notes) {
  private static final String DISTILL = "distill";

  /** Copies the list. */
  public AnimationTrainingConfig {
    notes = List.copyOf(notes);
  }

  /**
   * Reads a file for training on the processor, with the usual limits of videos; see {@link
   * #of(YamlConfig, Path, Strictness, Device, MediaLimits)}.
   *
   * @throws YamlConfigException as there, or if the file can't be read
   */
  public static AnimationTrainingConfig read(Path file, Path root, Strictness strictness) {
    return of(YamlConfig.read(file), root, strictness, Device.cpu(), MediaLimits.DEFAULT);
  }

  /**
   * Takes the settings of a file. Files and folders that it names are not looked at.
   *
   * @param root the folder that relative paths in it begin at
   * @param device on which is trained; half precision has an effect on CUDA alone
   * @param limits what videos are too large to be read
   * @throws YamlConfigException if a setting is missing, unknown or wrong, or has no effect and
   *     that is to fail
   */
  public static AnimationTrainingConfig of(
      YamlConfig yaml, Path root, Strictness strictness, Device device, MediaLimits limits) {
    YamlConfig train = yaml.section("train");
    RunConfig run = RunConfig.of(yaml.section("exp"), root);
    LoadingConfig loading = LoadingConfig.of(train, root, BadExamples.FAIL);
    AnimationDataConfig data = AnimationDataConfig.of(train.section("dataset"), root, limits);
    Optional<DistillationConfig> distillation =
        yaml.has(DISTILL)
            ? Optional.of(DistillationConfig.of(yaml.section(DISTILL)))
            : Optional.empty();
    AnimationModelConfig model =
        AnimationModelConfig.of(
            yaml.section("model"),
            root,
            distillation.isPresent() ? TrainableModules.all() : AnimationModelConfig.ADDED);
    OptimizerConfig optimizer =
        OptimizerConfig.of(yaml.section("optim"), loading.data().batchSize(), device);
    if (distillation.isPresent()) {
      requireTeacher(model, yaml.section("model").section("unet"));
      optimizer = optimizer.withUsualAverage(DistillationConfig.USUAL_DECAY);
    }
    if (model.segments() != data.sampling().frames()) {
      throw yaml.section("model")
          .section("audio_encoder")
          .invalid(
              "n_segment",
              "is "
                  + model.segments()
                  + ", but train.dataset.video_num_frame "
                  + data.sampling().frames()
                  + "; each frame needs a segment");
    }
    return new AnimationTrainingConfig(
        run, model, data, loading, optimizer, distillation, yaml.finish(strictness));
  }

  private static void requireTeacher(AnimationModelConfig model, YamlConfig unet) {
    if (!(model.unet() instanceof UnetSource.Videos)) {
      throw unet.invalid(
          "must have pretrained_3d_model_path where there is a section "
              + DISTILL
              + ": the folder of the trained UNet that is the teacher, and that the student begins"
              + " as");
    }
  }

  /** Whether some clip is shown to a denoiser without its audio. */
  boolean leavesAudioOut() {
    return model.audioDrop() > 0 || guidance().filter(GuidanceScales::guidesByAudio).isPresent();
  }

  /** Whether some clip is shown to a denoiser without its text. */
  boolean leavesTextOut() {
    return model.textDrop() > 0 || guidance().filter(GuidanceScales::guidesByText).isPresent();
  }

  private Optional<GuidanceScales> guidance() {
    return distillation.map(DistillationConfig::guidance);
  }
}
