package io.asva.diffusion.training;

import io.asva.core.config.Strictness;
import io.asva.core.config.YamlConfig;
import io.asva.core.config.YamlConfigException;
import io.asva.core.media.MediaLimits;
import io.asva.core.runtime.Device;
import io.asva.core.training.BadExamples;
import io.asva.core.training.config.LoadingConfig;
import io.asva.core.training.config.OptimizerConfig;
import io.asva.core.training.config.RunConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * A training run of AVSyncD, as the original's YAML files describe one: the sections {@code exp},
 * {@code model}, {@code train} and {@code optim}. Names that are not known are an error.
 *
 * @param run where results go, and the seed
 * @param model the networks
 * @param data the clips
 * @param loading how they are taken
 * @param optimizer how weights are updated and saved
 * @param notes settings of the file that have no effect here, each with the reason
 */
public record AnimationTrainingConfig(
    RunConfig run,
    AnimationModelConfig model,
    AnimationDataConfig data,
    LoadingConfig loading,
    OptimizerConfig optimizer,
    List<String> notes) {
  /** Copies the list. */
  public AnimationTrainingConfig {
    notes = List.copyOf(notes);
  }

  /**
   * Reads a file for training on the processor; see {@link #read(Path, Path, Strictness, Device)}.
   *
   * @throws YamlConfigException as there
   */
  public static AnimationTrainingConfig read(Path file, Path root, Strictness strictness) {
    return read(file, root, strictness, Device.cpu());
  }

  /**
   * Reads a file. Files and folders that it names are not looked at.
   *
   * @param root the folder that relative paths in it begin at
   * @param device on which is trained; half precision has an effect on CUDA alone
   * @throws YamlConfigException if it can't be read, a setting is missing, unknown or wrong, or has
   *     no effect and that is to fail
   */
  public static AnimationTrainingConfig read(
      Path file, Path root, Strictness strictness, Device device) {
    return of(YamlConfig.read(file), root, strictness, device);
  }

  /**
   * Takes settings that were read elsewhere, for training on the processor.
   *
   * @throws YamlConfigException as {@link #read(Path, Path, Strictness)} does
   */
  public static AnimationTrainingConfig of(YamlConfig yaml, Path root, Strictness strictness) {
    return of(yaml, root, strictness, Device.cpu());
  }

  /**
   * Takes settings that were read elsewhere; see {@link #read(Path, Path, Strictness, Device)}.
   *
   * @throws YamlConfigException if a setting is missing, unknown or wrong, or has no effect and
   *     that is to fail
   */
  public static AnimationTrainingConfig of(
      YamlConfig yaml, Path root, Strictness strictness, Device device) {
    YamlConfig train = yaml.section("train");
    RunConfig run = RunConfig.of(yaml.section("exp"), root);
    LoadingConfig loading = LoadingConfig.of(train, root, BadExamples.FAIL);
    AnimationDataConfig data = AnimationDataConfig.of(train.section("dataset"), root);
    AnimationModelConfig model = AnimationModelConfig.of(yaml.section("model"), root);
    OptimizerConfig optimizer =
        OptimizerConfig.of(yaml.section("optim"), loading.batchSize(), device);
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
        run, model, data, loading, optimizer, yaml.finish(strictness));
  }

  /** The same with other limits of what videos are too large to be read. */
  public AnimationTrainingConfig withLimits(MediaLimits limits) {
    return new AnimationTrainingConfig(
        run, model, data.withLimits(limits), loading, optimizer, notes);
  }
}
