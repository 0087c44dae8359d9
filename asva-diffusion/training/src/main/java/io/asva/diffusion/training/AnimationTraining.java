package io.asva.diffusion.training;

import static java.util.Objects.requireNonNull;

import io.asva.audio.SegmentMask;
import io.asva.audio.imagebind.DroppingAudio;
import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.core.concurrent.Closing;
import io.asva.core.concurrent.Interruptible;
import io.asva.core.files.OutputPlace;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.diffusion.model.TrainedVideos;
import io.asva.diffusion.spi.AudioEncoder;
import io.asva.training.Batch;
import io.asva.training.CheckpointOptions;
import io.asva.training.Examples;
import io.asva.training.Losses;
import io.asva.training.StepContext;
import io.asva.training.TrainedNetwork;
import io.asva.training.Trainer;
import io.asva.training.TrainingException;
import io.asva.training.TrainingListener;
import io.asva.training.TrainingTask;
import io.asva.training.config.ConfiguredTrainer;
import io.asva.training.config.FileVersions;
import io.asva.training.torchscript.LibTorch;
import io.asva.training.torchscript.TrainableNetwork;
import io.asva.training.torchscript.TrainableOptions;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetModel;
import io.asva.vae.Vae;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The training of AVSyncD's denoiser on clips of videos, by frozen encoders of images and audio; or
 * its distillation into one for few steps, if the configuration says so.
 *
 * <p>Not safe for use by many threads, but for its examples.
 */
public final class AnimationTraining implements TrainingTask<AnimationClip>, AutoCloseable {
  static final int TEXT_TOKENS = 77;

  private final AnimationTrainingConfig config;
  private final AnimationDataConfig data;
  private final Vae vae;
  private final ClipAudios audio;
  private final AnimationClips clips;
  private final StartingUnet start;
  private final ClipBatches batches;
  private final Objective objective;
  private final TrainableNetwork network;
  private final Map<String, TrainedNetwork> networks;

  private AnimationTraining(
      AnimationTrainingConfig config, Vae vae, ClipAudios audio, Device device) {
    AnimationModelConfig model = config.model();
    this.config = config;
    RunTexts texts = new RunTexts(config, device);
    this.data = texts.data();
    this.vae = vae;
    this.audio = audio;
    this.clips = AnimationClips.of(data, vae, audio, cache(config));
    this.start =
        StartingUnet.of(
            model.unet(), config.run().seed(), config.run().outputDir().resolve("start"));
    check(start.model().config());
    this.batches = new ClipBatches(config, audio, texts, start.model().config().textWidth());
    TrainableOptions options =
        config
            .optimizer()
            .network(device)
            .withTrained(model.trained())
            .withFrozen(TrainableOptions.FrozenWeights.MAPPED);
    this.objective = objective(options);
    try {
      this.network = TrainableNetwork.open(objective.graph(), start.model().weights(), options);
    } catch (RuntimeException | Error e) {
      Closing.after(e, objective);
      throw e;
    }
    this.networks = Map.of("unet", objective.trained(network, trainedOn(data).in(start.config())));
  }

  /** A data set's folder has its name; so has the one above a folder that is just its videos. */
  private static TrainedVideos trainedOn(AnimationDataConfig data) {
    Path folder = data.root().toAbsolutePath().normalize();
    Path parent = folder.getParent();
    String name = String.valueOf(folder.getFileName());
    return new TrainedVideos(
        name.equals("videos") && parent != null ? String.valueOf(parent.getFileName()) : name,
        data.size(),
        data.sampling(),
        List.copyOf(RunTexts.categories(data)));
  }

  /**
   * Opens the networks and the data of a run.
   *
   * @param device on which the frozen networks run and the denoiser is trained
   * @throws io.asva.core.AsvaException if a file is missing or doesn't fit the others
   * @throws io.asva.training.torchscript.TorchScriptException if PyTorch isn't on the class path
   * @throws io.asva.core.CancelledException if the thread was interrupted
   */
  public static AnimationTraining open(AnimationTrainingConfig config, Device device) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(device, "device");
    LibTorch.require(); // before anything that takes long
    OutputPlace.folder(config.run().outputDir())
        .ifPresent(
            reason -> {
              throw new TrainingException(reason + " The setting is output_dir.");
            });
    return Interruptible.call("opening a training", () -> opened(config, device));
  }

  private static AnimationTraining opened(AnimationTrainingConfig config, Device device) {
    AnimationModelConfig model = config.model();
    Vae vae = Vae.open(model.vae(), device);
    try {
      ClipAudios audio = audios(model, device);
      try {
        return new AnimationTraining(config, vae, audio, device);
      } catch (RuntimeException | Error e) {
        audio.close();
        throw e;
      }
    } catch (RuntimeException | Error e) {
      vae.close();
      throw e;
    }
  }

  private static ClipAudios audios(AnimationModelConfig model, Device device) {
    return model.dropPath().rate() > 0
        ? ClipAudios.encodedEachTime(DroppingAudio.open(audio(model), device, model.dropPath()))
        : ClipAudios.encodedAhead(AudioEncoder.of(ImageBindAudio.open(audio(model), device)));
  }

  private static Weights audio(AnimationModelConfig model) {
    return Weights.openFileOrFolder(model.audioEncoder(), UnetModel.WEIGHTS);
  }

  private static Optional<AnimationClips.Cache> cache(AnimationTrainingConfig config) {
    return config
        .loading()
        .cache()
        .map(
            folder ->
                new AnimationClips.Cache(
                    folder,
                    FileVersions.of(config.model().vae()),
                    config.model().dropPath().rate() > 0
                        ? "spectrograms"
                        : FileVersions.of(config.model().audioEncoder())));
  }

  private void check(UnetConfig unet) {
    require("the width of its text encodings", unet.textWidth(), clips.textWidth());
    require("the width of its audio's tokens", unet.audioCrossAttentionDim(), audio.channels());
    require("its channels", unet.inChannels(), vae.config().latentChannels());
    require("the channels of its result", unet.outChannels(), vae.config().latentChannels());
  }

  private static void require(String what, int unet, int given) {
    if (unet != given) {
      throw new TrainingException(
          "The UNet takes " + unet + " for " + what + ", but is given " + given + ".");
    }
  }

  private Objective objective(TrainableOptions options) {
    DenoisingObjective denoising =
        new DenoisingObjective(config.model(), start.model(), geometry(), batches);
    return config.distillation().isPresent()
        ? DistillationObjective.open(config.distillation().get(), denoising, options)
        : denoising;
  }

  private UnetGeometry geometry() {
    int factor = vae.config().factor();
    int[][] positions = SegmentMask.of(config.model().segments()).tokenIndices();
    return new UnetGeometry(
        config.loading().data().batchSize(),
        data.sampling().frames(),
        data.size().height() / factor,
        data.size().width() / factor,
        TEXT_TOKENS,
        AudioEncoder.TOKENS,
        Arrays.stream(positions).map(p -> Arrays.stream(p).boxed().toList()).toList());
  }

  /** The denoiser as it was before training. */
  public StartingUnet start() {
    return start;
  }

  /**
   * A trainer into the run's folder, with all that its configuration says. This must stay open
   * while it runs.
   *
   * @param yaml the text of the configuration, which is kept beside the checkpoints
   * @param listener is told how it goes
   */
  public Trainer<AnimationClip> trainer(String yaml, TrainingListener listener) {
    Objects.requireNonNull(yaml, "yaml");
    Objects.requireNonNull(listener, "listener");
    return trainer(yaml, CheckpointOptions.DEFAULT, listener);
  }

  /**
   * As {@link #trainer(String, TrainingListener)}, with a choice of what is accepted.
   *
   * @param checkpoints what happens to a checkpoint of other settings, and when one can't be
   *     written; from which the run goes on is the configuration's choice
   */
  public Trainer<AnimationClip> trainer(
      String yaml, CheckpointOptions checkpoints, TrainingListener listener) {
    Objects.requireNonNull(yaml, "yaml");
    Objects.requireNonNull(checkpoints, "checkpoints");
    Objects.requireNonNull(listener, "listener");
    return ConfiguredTrainer.of(
        this,
        config.run(),
        config.loading(),
        config.optimizer(),
        config.optimizer().schedule(config.loading().logSteps(), 0),
        checkpoints,
        yaml,
        listener);
  }

  @Override
  public Map<String, TrainedNetwork> networks() {
    return networks;
  }

  @Override
  public Examples<AnimationClip> examples() {
    return clips;
  }

  @Override
  public Losses backward(Batch<AnimationClip> batch, StepContext context) {
    Objects.requireNonNull(batch, "batch");
    Objects.requireNonNull(context, "context");
    Map<String, Tensor> outputs =
        network.accumulate(
            objective.inputs(batch, context.random()),
            DenoisingLoss.LOSS,
            (float) context.lossScale());
    return new Losses(requireNonNull(outputs.get(DenoisingLoss.LOSS)).valueAt(0));
  }

  @Override
  public Map<String, String> settings() {
    return AnimationSettings.of(config, data, batches.noise());
  }

  @Override
  public void close() {
    Closing.all(List.of(network, objective, audio, vae));
  }
}
