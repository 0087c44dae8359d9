package io.asva.examples.cli;

import io.asva.core.layout.ModelsLayout;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.diffusion.AnimationException;
import io.asva.diffusion.Animator;
import io.asva.diffusion.AnimatorBuilder;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.model.PublishedDataset;
import io.asva.diffusion.text.FolderTextSource;
import io.asva.media.MediaLimits;
import io.asva.media.dataset.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what is animated by which model. */
final class GenerationPlaces {
  @Mixin private ModelOptions models;

  @Option(
      names = {"--exp_root", "--exp-root"},
      paramLabel = "DIR",
      description =
          "The experiment: its ckpts/checkpoint-N/modules/unet animates, its evaluations take the"
              + " clips. Default: checkpoints/audio-cond_animation/DATASET_audio-cond_cfg in the"
              + " models' folder.")
  private @Nullable String experiment;

  @Option(
      names = "--checkpoint",
      paramLabel = "N",
      defaultValue = "37000",
      description = "Which of the experiment's checkpoints. Default: ${DEFAULT-VALUE}.")
  private int checkpoint;

  /** The number of the checkpoint. */
  int checkpoint() {
    return checkpoint;
  }

  /** The folder of the experiment. */
  Path experiment() {
    // The reference's option defaults to "", so its users' scripts may pass that.
    if (experiment != null && !experiment.isEmpty()) {
      return Path.of(experiment);
    }
    if (models.holdsParts()) {
      throw new AnimationException(
          "Where to is missing: "
              + models.models()
              + " holds a model and no experiment; name a folder with --exp_root.");
    }
    return new ModelsLayout(models.models()).experiment(dataset().name());
  }

  /** The data set: a name below {@code datasets}, or any folder. */
  Dataset dataset() {
    return PublishedDataset.open(models.dataset(), models.models());
  }

  /** The animator of the experiment. */
  Animator animator(Dataset dataset, Device device, ProtocolOption protocol, MediaLimits limits) {
    AnimatorBuilder builder =
        Animator.builder()
            .models(models.models())
            .device(device)
            .protocol(protocol.protocol())
            .limits(limits);
    ModelFolder folder;
    if (models.holdsParts()) {
      folder = ModelFolder.ofParts(models.models());
    } else {
      builder.dataset(dataset.name());
      folder = ModelFolder.ofDataset(models.models(), dataset.name());
    }
    Path unet = ModelsLayout.unet(ModelsLayout.checkpoint(experiment(), checkpoint));
    if (Files.isDirectory(unet) || !models.holdsParts()) {
      builder.unet(unet);
    }
    if (Files.exists(dataset.textEncodings())) {
      builder.text(
          new FolderTextSource(
              folder.withTexts(dataset), device.resolve().device(), NetworkOptions.defaults()));
    }
    return builder.build();
  }
}
