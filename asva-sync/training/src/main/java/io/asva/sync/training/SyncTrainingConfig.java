package io.asva.sync.training;

import io.asva.core.config.Strictness;
import io.asva.core.config.YamlConfig;
import io.asva.core.config.YamlConfigException;
import io.asva.core.runtime.Device;
import io.asva.media.MediaLimits;
import io.asva.training.BadExamples;
import io.asva.training.Schedule;
import io.asva.training.config.LoadingConfig;
import io.asva.training.config.OptimizerConfig;
import io.asva.training.config.RunConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A training run of the synchrony classifier, as the original's YAML file describes one: the
 * sections {@code exp}, {@code model}, {@code train}, {@code test} and {@code optim}. Names that
 * are not known are an error. {@code test} may be missing (added to the original): then nothing is
 * evaluated.
 *
 * @param run where results go, and the seed
 * @param model the networks
 * @param data the clips that are trained on
 * @param loading how they are taken
 * @param test what is evaluated now and then
 * @param optimizer how weights are updated and saved
 * @param notes settings of the file that have no effect here, each with the reason
 */
public record SyncTrainingConfig(
    RunConfig run,
    SyncModelConfig model,
    SyncDataConfig data,
    LoadingConfig loading,
    Optional<Test> test,
    OptimizerConfig optimizer,
    List<String> notes) {
  private static final int TEST_STEPS = 2500;

  /**
   * An evaluation.
   *
   * @param data the clips
   * @param batchSize videos whose losses are averaged as one; an incomplete last batch is left out
   * @param steps updates between evaluations
   */
  public record Test(SyncDataConfig data, int batchSize, int steps) {}

  /** Copies the list. */
  public SyncTrainingConfig {
    notes = List.copyOf(notes);
  }

  /**
   * Reads a file for training on the processor, with the usual limits of videos; see {@link
   * #of(YamlConfig, Path, Strictness, Device, MediaLimits)}.
   *
   * @throws YamlConfigException as there, or if the file can't be read
   */
  public static SyncTrainingConfig read(Path file, Path root, Strictness strictness) {
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
  public static SyncTrainingConfig of(
      YamlConfig yaml, Path root, Strictness strictness, Device device, MediaLimits limits) {
    YamlConfig train = yaml.section("train");
    RunConfig run = RunConfig.of(yaml.section("exp"), root);
    LoadingConfig loading = LoadingConfig.of(train, root, BadExamples.SKIP);
    if (loading.cache().isPresent()) {
      train.withoutEffect("cache_dir", "clips are read anew each time");
    }
    SyncDataConfig data = SyncDataConfig.of(train.section("dataset"), root, limits);
    SyncModelConfig model = SyncModelConfig.of(yaml.section("model"), root);
    Optional<Test> test =
        yaml.has("test") ? Optional.of(test(yaml.section("test"), root, limits)) : Optional.empty();
    if (test.isPresent() && !test.get().data().sameClips(data)) {
      throw yaml.section("test")
          .section("dataset")
          .invalid(
              "must have image_size, num_clips, video_num_frames and video_fps of train.dataset");
    }
    OptimizerConfig optimizer =
        OptimizerConfig.of(yaml.section("optim"), loading.data().batchSize(), device);
    return new SyncTrainingConfig(
        run, model, data, loading, test, optimizer, yaml.finish(strictness));
  }

  private static Test test(YamlConfig test, Path root, MediaLimits limits) {
    return new Test(
        SyncDataConfig.of(test.section("dataset"), root, limits),
        test.count("batch_size", 1),
        test.count("test_steps", TEST_STEPS, 1));
  }

  /** When things happen. */
  public Schedule schedule() {
    return optimizer.schedule(loading.logSteps(), test.map(Test::steps).orElse(0));
  }
}
