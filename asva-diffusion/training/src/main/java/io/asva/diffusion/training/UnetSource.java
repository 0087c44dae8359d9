package io.asva.diffusion.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asva.core.config.YamlConfig;
import io.asva.core.config.YamlConfigException;
import io.asva.training.config.RunConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a denoiser's first weights come from: the section {@code model.unet}, which names exactly
 * one of
 *
 * <ul>
 *   <li>{@code pretrained_model_name_or_path}: a Stable Diffusion, whose UNet for images is made
 *       one for videos, as in the original; {@code subfolder} is where in it (added to the
 *       original, {@code unet} where it is missing);
 *   <li>{@code pretrained_3d_model_path}: a folder with a UNet for videos, to train it further
 *       (added to the original);
 *   <li>{@code config}: its widths and so on, under the names of {@code config.json}, to begin from
 *       nothing (added to the original).
 * </ul>
 *
 * The first and the last take {@code down_block_types}, {@code mid_block_type}, {@code
 * up_block_types}, {@code cross_attention_dim} and {@code audio_cross_attention_dim}; blocks that
 * aren't named are AVSyncD's.
 */
public sealed interface UnetSource {
  /** Settings that stand beside the source. */
  List<String> BLOCKS =
      List.of(
          "down_block_types",
          "mid_block_type",
          "up_block_types",
          "cross_attention_dim",
          "audio_cross_attention_dim");

  /** Settings of a denoiser that begins from nothing. */
  List<String> SHAPE =
      List.of(
          "sample_size",
          "in_channels",
          "out_channels",
          "block_out_channels",
          "layers_per_block",
          "attention_head_dim",
          "norm_num_groups",
          "norm_eps",
          "flip_sin_to_cos",
          "freq_shift",
          "conv_in_kernel",
          "conv_out_kernel");

  /**
   * A UNet for images.
   *
   * @param folder its {@code config.json} and weights
   * @param settings of {@code config.json} that take the place of the folder's
   */
  record Images(Path folder, ObjectNode settings) implements UnetSource {
    /** Copies the settings. */
    public Images {
      settings = settings.deepCopy();
    }
  }

  /**
   * A UNet for videos.
   *
   * @param folder its {@code config.json} and weights
   */
  record Videos(Path folder) implements UnetSource {}

  /**
   * Nothing.
   *
   * @param settings of {@code config.json}; what they omit has the original's default
   */
  record Nothing(ObjectNode settings) implements UnetSource {
    /** Copies the settings. */
    public Nothing {
      settings = settings.deepCopy();
    }
  }

  /**
   * Reads the section.
   *
   * @param root the folder that relative paths begin at
   * @throws YamlConfigException unless it names one source
   */
  static UnetSource of(YamlConfig unet, Path root) {
    Optional<Path> images =
        RunConfig.optionalPath(unet, "pretrained_model_name_or_path", root)
            .map(path -> path.resolve(unet.text("subfolder", "unet")));
    Optional<Path> videos = RunConfig.optionalPath(unet, "pretrained_3d_model_path", root);
    boolean nothing = unet.has("config");
    int sources = (images.isPresent() ? 1 : 0) + (videos.isPresent() ? 1 : 0) + (nothing ? 1 : 0);
    if (sources != 1) {
      throw unet.invalid(
          "must have one of pretrained_model_name_or_path, pretrained_3d_model_path and config to say"
              + " where the UNet begins; it has "
              + sources);
    }
    ObjectNode settings = unet.tree(BLOCKS);
    if (images.isPresent()) {
      return new Images(images.get(), settings);
    }
    if (nothing) {
      settings.setAll(unet.section("config").tree(SHAPE));
      return new Nothing(settings);
    }
    if (!settings.isEmpty()) {
      String name = settings.fieldNames().next();
      throw unet.invalid(name, "can't be set; the UNet for videos has its own configuration");
    }
    return new Videos(videos.orElseThrow());
  }
}
