package io.asva.diffusion.training;

import io.asva.audio.imagebind.DropPath;
import io.asva.core.config.NumberRange;
import io.asva.core.config.YamlConfig;
import io.asva.core.config.YamlConfigException;
import io.asva.core.layout.ModelsLayout;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.training.TrainableModules;
import io.asva.training.config.RunConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * The networks of a training run of AVSyncD: the section {@code model}.
 *
 * <p>Additions to the original:
 *
 * <ul>
 *   <li>{@code audio_encoder.pretrained_model_name_or_path}: ImageBind's file, besides the folder
 *       of an encoder that training saved, as in the original; {@code
 *       .checkpoints/imagebind_huge.pth} where it is missing;
 *   <li>{@code null_text_encoding}: the file of the empty text's encoding, which only dropping of
 *       texts needs; {@code pretrained/openai-clip-l_null_text_encoding.pt} where it is missing,
 *       and without that file the text encoder beside the autoencoder's folder encodes it;
 *   <li>{@code drop_path}: the rate of {@link DropPath} in the audio encoder; 0 where it is
 *       missing. The original has no such setting, but computes as with 0.1;
 *   <li>{@code first_frame}: {@code given}, {@code given_and_counted} or {@code noisy}, which
 *       images need; see {@link FirstFrame};
 *   <li>{@code unet}: other beginnings than a UNet for images; see {@link UnetSource}.
 * </ul>
 *
 * {@code image_cond_drop_prob} has no effect, as in the original.
 *
 * @param scheduler the noise that is added
 * @param audioEncoder file or folder of ImageBind's audio encoder
 * @param segments parts of the audio, one for each frame
 * @param vae folder of the autoencoder
 * @param unet where the denoiser's first weights come from
 * @param trained which of its weights are trained
 * @param audioDrop the share of clips without audio
 * @param textDrop the share of clips without text
 * @param dropPath what the audio encoder leaves out at random
 * @param firstFrame what becomes of the first frame
 * @param nullText the file of the empty text's encoding
 */
public record AnimationModelConfig(
    SchedulerConfig scheduler,
    Path audioEncoder,
    int segments,
    Path vae,
    UnetSource unet,
    TrainableModules trained,
    double audioDrop,
    double textDrop,
    DropPath dropPath,
    FirstFrame firstFrame,
    Path nullText) {
  /** The layers that AVSyncD adds to Stable Diffusion, and trains. */
  static final TrainableModules ADDED = new TrainableModules(List.of("_temp", "_audio"));

  private static final int SEGMENTS = 4;
  private static final String PRETRAINED = "pretrained_model_name_or_path";

  /**
   * Reads the section.
   *
   * @param root the folder that relative paths begin at
   * @param usual which weights are trained where the section doesn't say
   * @throws YamlConfigException if a value is missing or makes no sense
   */
  public static AnimationModelConfig of(YamlConfig model, Path root, TrainableModules usual) {
    YamlConfig audio = model.section("audio_encoder");
    requireName(audio, "name", "ImageBindSegmaskAudioEncoder");
    requireName(audio, "pretrained_model_name", "imagebind-huge");
    YamlConfig vae = model.section("vae");
    requireName(vae, "name", "AutoencoderKL");
    YamlConfig unet = model.section("unet");
    if (model.number("image_cond_drop_prob", 0, NumberRange.PROBABILITY) > 0) {
      model.withoutEffect("image_cond_drop_prob", "the image is always given");
    }
    boolean imageModules = unet.flag("train_image_modules", false);
    List<String> modules = unet.texts("trainable_modules", usual.parts());
    return new AnimationModelConfig(
        TrainingScheduler.of(model.section("scheduler"), root),
        RunConfig.optionalPath(audio, PRETRAINED, root).orElse(new ModelsLayout(root).imageBind()),
        audio.count("n_segment", SEGMENTS, 1),
        RunConfig.path(vae, PRETRAINED, root).resolve(vae.text("subfolder", "vae")),
        UnetSource.of(unet, root),
        imageModules ? TrainableModules.all() : new TrainableModules(modules),
        model.number("audio_cond_drop_prob", 0, NumberRange.PROBABILITY),
        model.number("text_cond_drop_prob", 0, NumberRange.PROBABILITY),
        new DropPath(model.number("drop_path", 0, NumberRange.DECAY)),
        firstFrame(model),
        RunConfig.optionalPath(model, "null_text_encoding", root)
            .orElse(new ModelsLayout(root).nullText()));
  }

  private static FirstFrame firstFrame(YamlConfig model) {
    boolean counted = model.flag("loss_on_first_frame", false);
    FirstFrame usual = counted ? FirstFrame.GIVEN_AND_COUNTED : FirstFrame.GIVEN;
    FirstFrame chosen = model.choice("first_frame", FirstFrame.class, usual);
    if (model.has("loss_on_first_frame") && chosen != usual) {
      throw model.invalid("first_frame", "and loss_on_first_frame say different things; drop one");
    }
    return chosen;
  }

  private static void requireName(YamlConfig section, String name, String only) {
    String found = section.text(name, only);
    if (!found.equals(only)) {
      throw section.invalid(name, found + " is not supported; supported: " + only);
    }
  }
}
