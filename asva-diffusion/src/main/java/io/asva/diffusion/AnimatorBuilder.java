package io.asva.diffusion;

import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.core.config.ModelConfig;
import io.asva.core.media.Protocol;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.weights.VaeNames;
import io.asva.core.weights.Weights;
import io.asva.diffusion.internal.Closing;
import io.asva.diffusion.internal.Pipeline;
import io.asva.diffusion.internal.SoundEncoder;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.scheduler.Scheduler;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.Schedulers;
import io.asva.diffusion.text.FolderTextSource;
import io.asva.diffusion.text.TextSource;
import io.asva.diffusion.unet.UnetConfig;
import io.asva.diffusion.unet.UnetDescription;
import io.asva.diffusion.vae.Vae;
import io.asva.diffusion.vae.VaeConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Composes an {@link Animator}: all parts from one folder, or some of them replaced.
 *
 * <p>Not safe for use by several threads.
 */
public final class AnimatorBuilder {
  private static final String WEIGHTS = "diffusion_pytorch_model";

  private @Nullable Path models;
  private @Nullable String dataset;
  private Device device = Device.auto();
  private NetworkOptions options = NetworkOptions.defaults();
  private Protocol protocol = Protocol.CORRECTED;
  private @Nullable Path unet;
  private @Nullable Path vae;
  private @Nullable Path audioEncoder;
  private @Nullable TextSource text;
  private @Nullable Scheduler scheduler;
  private @Nullable FrameSize size;

  AnimatorBuilder() {}

  /**
   * The folder that the parts are taken from: the original's root folder, with {@link #dataset}, or
   * any folder that holds {@code unet}, {@code vae} and the other parts itself.
   */
  public AnimatorBuilder models(Path folder) {
    models = folder;
    return this;
  }

  /**
   * The data set whose model is taken from the original's layout: AVSync15, Landscapes,
   * TheGreatestHits, or another of the same layout.
   */
  public AnimatorBuilder dataset(String name) {
    dataset = name;
    return this;
  }

  /** Where networks run; by default CUDA where there is one, else the processor. */
  public AnimatorBuilder device(Device choice) {
    device = choice;
    return this;
  }

  /** How networks run. */
  public AnimatorBuilder options(NetworkOptions choice) {
    options = choice;
    return this;
  }

  /** How sound is read from videos; corrected by default. */
  public AnimatorBuilder protocol(Protocol choice) {
    protocol = choice;
    return this;
  }

  /** Another denoiser: a folder with {@code config.json} and weights. */
  public AnimatorBuilder unet(Path folder) {
    unet = folder;
    return this;
  }

  /** Another autoencoder: a folder with {@code config.json} and weights. */
  public AnimatorBuilder vae(Path folder) {
    vae = folder;
    return this;
  }

  /** Another audio encoder: ImageBind's checkpoint, or the folder that training saved. */
  public AnimatorBuilder audioEncoder(Path fileOrFolder) {
    audioEncoder = fileOrFolder;
    return this;
  }

  /** Other words: encodings of your own making. The animator closes it. */
  public AnimatorBuilder text(TextSource source) {
    text = source;
    return this;
  }

  /** Another scheduler; by default the folder's, PNDM where there is none. */
  public AnimatorBuilder scheduler(Scheduler choice) {
    scheduler = choice;
    return this;
  }

  /** The usual size of frames, in place of the data set's. */
  public AnimatorBuilder size(int height, int width) {
    size = new FrameSize(height, width);
    return this;
  }

  /**
   * Opens the parts.
   *
   * @throws AnimationException if parts are missing; the message lists them
   * @throws io.asva.core.AsvaException if a part can't be read, or its weights are not those of its
   *     configuration
   */
  public Animator build() {
    if (models == null) {
      throw new AnimationException(
          "The models are missing: give models(folder), and dataset(name) where it has the original's layout.");
    }
    ModelFolder folder =
        with(
            dataset == null ? ModelFolder.ofParts(models) : ModelFolder.ofDataset(models, dataset));
    requireParts(folder);
    Vae openVae = null;
    SoundEncoder openAudio = null;
    TextSource openText = null;
    try {
      openVae =
          Vae.open(
              VaeConfig.of(config(folder.vae())),
              VaeNames.current(Weights.openFolder(folder.vae(), WEIGHTS)),
              device);
      openAudio = audio(folder.audioEncoder());
      openText = text == null ? new FolderTextSource(folder, device) : text;
      UnetConfig unetConfig = UnetConfig.of(config(folder.unet()));
      Weights unetWeights = Weights.openFolder(folder.unet(), WEIGHTS);
      UnetDescription.check(unetConfig, unetWeights);
      return new Animator(
          new Pipeline(
              unetConfig,
              unetWeights,
              openVae,
              openAudio,
              openText,
              scheduler(folder),
              size == null ? folder.size() : size,
              device,
              options,
              protocol));
    } catch (RuntimeException | Error e) {
      try {
        Closing.all(openVae, openAudio, openText);
      } catch (RuntimeException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  private ModelFolder with(ModelFolder folder) {
    return new ModelFolder(
        folder.root(),
        folder.name(),
        folder.size(),
        unet == null ? folder.unet() : unet,
        vae == null ? folder.vae() : vae,
        audioEncoder == null ? folder.audioEncoder() : audioEncoder,
        folder.textEncoder(),
        folder.tokenizer(),
        folder.scheduler(),
        folder.nullText(),
        folder.textEncodings(),
        folder.classMapping());
  }

  private void requireParts(ModelFolder folder) {
    Map<String, Path> missing = folder.missing();
    if (text != null) {
      missing.keySet().removeIf(part -> part.startsWith("category"));
    }
    if (!missing.isEmpty()) {
      String list =
          missing.entrySet().stream()
              .map(e -> "\n  " + e.getKey() + ": " + e.getValue())
              .collect(Collectors.joining());
      String hint =
          dataset == null && !ModelFolder.datasets(folder.root()).isEmpty()
              ? "\nThe folder has the original's layout: name one of its data sets, "
                  + ModelFolder.datasets(folder.root())
                  + "."
              : "";
      throw new AnimationException("The models in " + folder.root() + " lack parts:" + list + hint);
    }
  }

  private static ModelConfig config(Path folder) {
    return ModelConfig.read(folder.resolve("config.json"));
  }

  private SoundEncoder audio(Path place) {
    Weights weights =
        Files.isDirectory(place) ? Weights.openFolder(place, WEIGHTS) : Weights.open(place);
    return SoundEncoder.of(ImageBindAudio.open(weights, device));
  }

  private Scheduler scheduler(ModelFolder folder) {
    if (scheduler != null) {
      return scheduler;
    }
    return Schedulers.animationPndm(
        Files.exists(folder.scheduler())
            ? SchedulerConfig.read(folder.scheduler())
            : SchedulerConfig.stableDiffusion());
  }
}
