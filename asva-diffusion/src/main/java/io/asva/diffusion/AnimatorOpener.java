package io.asva.diffusion;

import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.core.concurrent.Closing;
import io.asva.core.runtime.ResolvedDevice;
import io.asva.core.weights.Weights;
import io.asva.diffusion.internal.Parts;
import io.asva.diffusion.internal.Pipeline;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.model.TrainedVideos;
import io.asva.diffusion.scheduler.Scheduler;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.Schedulers;
import io.asva.diffusion.spi.AudioEncoder;
import io.asva.diffusion.spi.TextSource;
import io.asva.diffusion.text.FolderTextSource;
import io.asva.media.ClipSampling;
import io.asva.unet.UnetModel;
import io.asva.vae.Vae;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Opens what a builder chose, what costs least first, and closes what it opened if one of the parts
 * fails. Parts that the caller opened stay the caller's until all is well.
 */
final class AnimatorOpener {
  private final AnimatorBuilder chosen;
  private final Optional<ModelFolder> folder;
  private final ResolvedDevice device;
  private final List<AutoCloseable> opened = new ArrayList<>();

  AnimatorOpener(AnimatorBuilder chosen) {
    this.chosen = chosen;
    this.folder = AnimatorParts.locate(chosen);
    this.device = chosen.device.resolve();
  }

  Animator open() {
    try {
      SchedulerConfig noise = noise();
      Scheduler scheduler = chosen.scheduler != null ? chosen.scheduler : Schedulers.ofModel(noise);
      AddedLoras loras = own(AddedLoras.to(unet(), chosen.loras));
      UnetModel unet = loras.model();
      Vae vae = vae();
      TextSource text = text();
      Parts parts = new Parts(unet, vae, audio(), text);
      return new Animator(
          new Pipeline(
              parts,
              loras,
              new AnimatorConfig(
                  folder.filter(f -> chosen.models != null),
                  unet.config(),
                  loras.fits(),
                  vae.config(),
                  scheduler,
                  noise,
                  size(),
                  frames(),
                  device,
                  chosen.options,
                  sharing(),
                  chosen.protocol,
                  chosen.limits)));
    } catch (RuntimeException | Error e) {
      Closing.after(e, opened);
      throw e;
    }
  }

  private Path place(Function<ModelFolder, Path> part) {
    return part.apply(folder.orElseThrow());
  }

  private <T extends AutoCloseable> T own(T part) {
    opened.add(part);
    return part;
  }

  private UnetModel unet() {
    return chosen.unet != null ? chosen.unet : UnetModel.read(place(ModelFolder::unet));
  }

  private Vae vae() {
    if (chosen.vae != null) {
      return chosen.vae;
    }
    return own(Vae.open(place(ModelFolder::vae), device.device(), chosen.options.withoutProfile()));
  }

  private AudioEncoder audio() {
    if (chosen.audio != null) {
      return chosen.audio;
    }
    Weights weights = Weights.openFileOrFolder(place(ModelFolder::audioEncoder), UnetModel.WEIGHTS);
    return own(
        AudioEncoder.of(
            ImageBindAudio.open(weights, device.device(), chosen.options.withoutProfile())));
  }

  private TextSource text() {
    if (chosen.text != null) {
      return chosen.text;
    }
    return own(
        new FolderTextSource(
            folder.orElseThrow(), device.device(), chosen.options.withoutProfile()));
  }

  private SchedulerConfig noise() {
    // Without a models folder the places are those of the parts alone.
    return folder
        .filter(f -> chosen.models != null)
        .map(ModelFolder::scheduler)
        .filter(Files::exists)
        .map(SchedulerConfig::read)
        .orElseGet(SchedulerConfig::stableDiffusion);
  }

  private DeviceSharing sharing() {
    int batch =
        chosen.maxBatchSize != null ? chosen.maxBatchSize : DeviceSharing.usualBatch(device);
    return new DeviceSharing(batch, chosen.queueBound);
  }

  private FrameSize size() {
    if (chosen.size != null) {
      return chosen.size;
    }
    return folder.map(ModelFolder::size).orElse(ModelFolder.USUAL_SIZE);
  }

  private int frames() {
    return folder
        .flatMap(ModelFolder::trainedOn)
        .map(TrainedVideos::sampling)
        .orElse(ClipSampling.STANDARD)
        .frames();
  }
}
