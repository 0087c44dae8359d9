package io.asva.diffusion;

import io.asva.core.runtime.NetworkOptions;
import io.asva.core.runtime.ResolvedDevice;
import io.asva.core.weights.lora.LoraFit;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.scheduler.Scheduler;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.Schedulers;
import io.asva.media.MediaLimits;
import io.asva.media.Protocol;
import io.asva.unet.UnetConfig;
import io.asva.vae.VaeConfig;
import java.util.List;
import java.util.Optional;

/**
 * The parts and settings that an {@link Animator} was composed from, to be read back.
 *
 * <p>Immutable.
 *
 * @param models where parts were taken from, with the folders that replace others; absent if no
 *     models folder was given
 * @param unet configuration of the denoiser
 * @param loras what was added to the denoiser's weights
 * @param vae configuration of the autoencoder
 * @param scheduler the steps from noise to latents, where a request names no scheduler
 * @param noise the model's noise schedule and further options, for schedulers that requests name
 * @param size of frames, where a request names none
 * @param frames of a clip, where a request names no number: as the model's checkpoint says ({@link
 *     io.asva.diffusion.model.TrainedVideos}), else the original's
 * @param device where networks run, and why there
 * @param options how networks run
 * @param sharing how calls share the device
 * @param protocol how audio is read from videos
 * @param limits what images, audio clips and videos are too large
 */
public record AnimatorConfig(
    Optional<ModelFolder> models,
    UnetConfig unet,
    List<LoraFit> loras,
    VaeConfig vae,
    Scheduler scheduler,
    SchedulerConfig noise,
    FrameSize size,
    int frames,
    ResolvedDevice device,
    NetworkOptions options,
    DeviceSharing sharing,
    Protocol protocol,
    MediaLimits limits) {

  /** Copies the list. */
  public AnimatorConfig {
    loras = List.copyOf(loras);
  }

  /** The scheduler that denoises: the one that is named there, else the animator's. */
  public Scheduler scheduler(Sampling sampling) {
    return sampling.scheduler().map(name -> Schedulers.named(name, noise)).orElse(scheduler);
  }

  /** Frame heights and widths must be multiples of this. */
  public int sizeFactor() {
    return vae.factor() * unet.factor();
  }
}
