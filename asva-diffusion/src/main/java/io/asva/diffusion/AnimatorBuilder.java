package io.asva.diffusion;

import io.asva.core.concurrent.Interruptible;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.DeviceCaller;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.weights.lora.LoraFile;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.scheduler.Scheduler;
import io.asva.diffusion.spi.AudioEncoder;
import io.asva.diffusion.spi.TextSource;
import io.asva.media.MediaLimits;
import io.asva.media.Protocol;
import io.asva.unet.UnetModel;
import io.asva.vae.Vae;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Composes an {@link Animator}: all parts from one folder, some of them replaced, or each part
 * given on its own. Of two choices of one part the last counts.
 *
 * <p>Parts that are given open ({@link Vae}, {@link AudioEncoder}, {@link TextSource}) belong to
 * the animator once it is built, which closes them; if building fails they stay open.
 *
 * <p>Not safe for use by several threads.
 */
public final class AnimatorBuilder {
  private static final Pattern NAME = Pattern.compile("[\\w.-]*\\w[\\w.-]*");

  @Nullable Path models;
  @Nullable ModelFolder places;
  @Nullable String dataset;
  Device device = Device.auto();
  NetworkOptions options = NetworkOptions.defaults();
  Protocol protocol = Protocol.CORRECTED;
  MediaLimits limits = MediaLimits.DEFAULT;
  @Nullable Path unetFolder;
  @Nullable UnetModel unet;
  final List<LoraFile> loras = new ArrayList<>();
  @Nullable Path vaeFolder;
  @Nullable Vae vae;
  @Nullable Path audioPlace;
  @Nullable AudioEncoder audio;
  @Nullable TextSource text;
  @Nullable Scheduler scheduler;
  @Nullable FrameSize size;
  @Nullable Integer maxBatchSize;
  int queueBound = DeviceCaller.UNBOUNDED;

  AnimatorBuilder() {}

  /**
   * The folder that the parts are taken from: the original's root folder, with {@link #dataset} if
   * it has models for several, or any folder that holds {@code unet}, {@code vae} and the other
   * parts itself.
   */
  public AnimatorBuilder models(Path folder) {
    Objects.requireNonNull(folder, "folder");
    models = folder;
    places = null;
    return this;
  }

  /**
   * The places of the parts, of which some may be replaced: those of a model that training made
   * ({@code TrainedModel} of asva-diffusion-training), or of your own choice.
   */
  public AnimatorBuilder models(ModelFolder parts) {
    Objects.requireNonNull(parts, "parts");
    models = parts.root();
    places = parts;
    return this;
  }

  /**
   * The data set whose model is taken from the original's layout: AVSync15, Landscapes,
   * TheGreatestHits, or another of the same layout.
   *
   * @throws AnimationException if this can't be a folder's name
   */
  public AnimatorBuilder dataset(String name) {
    Objects.requireNonNull(name, "name");
    if (!NAME.matcher(name).matches()) {
      throw new AnimationException(
          "\"" + name + "\" is no name of a data set; it is the name of a folder: AVSync15.");
    }
    dataset = name;
    return this;
  }

  /** Where networks run; by default CUDA where there is one, else the processor. */
  public AnimatorBuilder device(Device choice) {
    Objects.requireNonNull(choice, "choice");
    device = choice;
    return this;
  }

  /** How networks run. */
  public AnimatorBuilder options(NetworkOptions choice) {
    Objects.requireNonNull(choice, "choice");
    options = choice;
    return this;
  }

  /**
   * How many evaluations of the UNet may be made as one; see {@link DeviceSharing}. By default
   * {@value DeviceSharing#GPU_BATCH} on a GPU, where memory has room for them, and 1 on a
   * processor, which is slower with more. Results differ by rounding alone.
   *
   * @throws AnimationException if it is less than 1
   */
  public AnimatorBuilder maxBatchSize(int most) {
    maxBatchSize = new DeviceSharing(most, queueBound).maxBatchSize();
    return this;
  }

  /**
   * How many of the animator's calls may wait for the device; by default any number. One more
   * throws {@link io.asva.core.runtime.DeviceQueueFullException} at once.
   *
   * @throws AnimationException if it is negative
   */
  public AnimatorBuilder queueBound(int calls) {
    queueBound = new DeviceSharing(1, calls).queueBound();
    return this;
  }

  /** How audio is read from videos; corrected by default. */
  public AnimatorBuilder protocol(Protocol choice) {
    Objects.requireNonNull(choice, "choice");
    protocol = choice;
    return this;
  }

  /**
   * Sets the limits beyond which images, audio clips and videos are refused; by default {@link
   * MediaLimits#DEFAULT}.
   */
  public AnimatorBuilder limits(MediaLimits choice) {
    Objects.requireNonNull(choice, "choice");
    limits = choice;
    return this;
  }

  /** Another denoiser: a folder with {@code config.json} and weights. */
  public AnimatorBuilder unet(Path folder) {
    Objects.requireNonNull(folder, "folder");
    unetFolder = folder;
    unet = null;
    return this;
  }

  /** Another denoiser. */
  public AnimatorBuilder unet(UnetModel model) {
    Objects.requireNonNull(model, "model");
    unet = model;
    unetFolder = null;
    return this;
  }

  /**
   * A LoRA that is added to the denoiser's weights, beside those that were given before. What
   * doesn't fit is left out; {@link AnimatorConfig#loras} tells of it. A denoiser whose weights
   * change by more than 64 MB has a copy of them in the cache until the animator is closed; a
   * folder that {@link io.asva.diffusion.model.MergedUnet} writes needs none.
   *
   * @param file in kohya's or peft's layout, for Stable Diffusion 1.5 or for this denoiser
   * @param scale how much of it: 1 is as it was trained
   * @throws io.asva.core.weights.lora.LoraException if the scale isn't finite
   */
  public AnimatorBuilder lora(Path file, double scale) {
    Objects.requireNonNull(file, "file");
    loras.add(new LoraFile(file, scale));
    return this;
  }

  /** Another autoencoder: a folder with {@code config.json} and weights. */
  public AnimatorBuilder vae(Path folder) {
    Objects.requireNonNull(folder, "folder");
    vaeFolder = folder;
    vae = null;
    return this;
  }

  /** Another autoencoder, on a device of its own choice. */
  public AnimatorBuilder vae(Vae autoencoder) {
    Objects.requireNonNull(autoencoder, "autoencoder");
    vae = autoencoder;
    vaeFolder = null;
    return this;
  }

  /** Another audio encoder: ImageBind's checkpoint, or the folder that training saved. */
  public AnimatorBuilder audioEncoder(Path fileOrFolder) {
    Objects.requireNonNull(fileOrFolder, "fileOrFolder");
    audioPlace = fileOrFolder;
    audio = null;
    return this;
  }

  /** Another audio encoder. */
  public AnimatorBuilder audioEncoder(AudioEncoder encoder) {
    Objects.requireNonNull(encoder, "encoder");
    audio = encoder;
    audioPlace = null;
    return this;
  }

  /** Other words: a text encoder, or encodings of your own making. */
  public AnimatorBuilder text(TextSource source) {
    Objects.requireNonNull(source, "source");
    text = source;
    return this;
  }

  /**
   * Another scheduler; by default the folder's, if its configuration is one of LCM or TCD, else
   * PNDM with that configuration.
   */
  public AnimatorBuilder scheduler(Scheduler choice) {
    Objects.requireNonNull(choice, "choice");
    scheduler = choice;
    return this;
  }

  /**
   * The usual size of frames, in place of the one that the checkpoint says it was trained for, or
   * the published data set's.
   *
   * @throws AnimationException if one is less than 1 or more than 2048
   */
  public AnimatorBuilder size(int height, int width) {
    size = new FrameSize(height, width);
    return this;
  }

  /**
   * Opens the parts.
   *
   * @throws AnimationException if parts are missing (the message lists them), or don't belong
   *     together
   * @throws io.asva.core.runtime.DeviceException if the device can't be used
   * @throws io.asva.core.AsvaException if a part can't be read, or its weights are not those of its
   *     configuration
   * @throws io.asva.core.CancelledException if the thread was interrupted
   */
  public Animator build() {
    return Interruptible.call("opening the models", () -> new AnimatorOpener(this).open());
  }
}
