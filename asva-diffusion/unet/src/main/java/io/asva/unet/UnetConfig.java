package io.asva.unet;

import io.asva.core.config.ModelConfig;
import io.asva.core.config.ModelConfigException;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The configuration of a UNet, as {@code config.json} beside its weights gives it. Lists have one
 * entry a level, from the largest images to the smallest.
 *
 * @param inChannels channels of the latents
 * @param outChannels channels of the result
 * @param downBlockTypes kinds of the levels on the way down
 * @param midBlockType kind of the middle
 * @param upBlockTypes kinds of the levels on the way up, from the smallest images to the largest
 * @param blockOutChannels widths of the levels
 * @param layersPerBlock residual blocks of a level on the way down; one more on the way up
 * @param attentionHeadDim attention heads of the levels; diffusers names it so, though it counts
 *     heads
 * @param crossAttentionDim width of the text encoding for each level, the same for all
 * @param audioCrossAttentionDim width of the audio encoding
 * @param normNumGroups groups of the group normalisations
 * @param normEps added to their variance
 * @param flipSinToCos whether cosines come first in the sinusoid of the timestep
 * @param freqShift subtracted from the number of frequencies
 * @param convInKernel kernel of the first convolution
 * @param convOutKernel kernel of the last convolution
 */
public record UnetConfig(
    int inChannels,
    int outChannels,
    List<String> downBlockTypes,
    String midBlockType,
    List<String> upBlockTypes,
    List<Integer> blockOutChannels,
    List<Integer> layersPerBlock,
    List<Integer> attentionHeadDim,
    List<Integer> crossAttentionDim,
    int audioCrossAttentionDim,
    int normNumGroups,
    float normEps,
    boolean flipSinToCos,
    int freqShift,
    int convInKernel,
    int convOutKernel) {

  private static final int MOST_CHANNELS = 1 << 16;
  private static final int MOST_LAYERS = 64;
  private static final int MOST_KERNEL = 31;
  private static final int MOST_LEVELS = 8;

  private static final List<String> DOWN =
      List.of(
          "FFSpatioAudioTempCrossAttnDownBlock3D",
          "FFSpatioAudioTempCrossAttnDownBlock3D",
          "FFSpatioAudioTempCrossAttnDownBlock3D",
          "FFSpatioTempResDownBlock3D");
  private static final String MIDDLE = "FFSpatioAudioTempCrossAttnUNetMidBlock3D";
  private static final List<Integer> WIDTHS = List.of(320, 640, 1280, 1280);
  private static final List<String> UP =
      List.of(
          "FFSpatioTempResUpBlock3D",
          "FFSpatioAudioTempCrossAttnUpBlock3D",
          "FFSpatioAudioTempCrossAttnUpBlock3D",
          "FFSpatioAudioTempCrossAttnUpBlock3D");

  /**
   * Settings that the published models leave at these values, and this implementation does not
   * vary.
   */
  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("act_fn", "silu"),
          Map.entry("center_input_sample", "false"),
          Map.entry("only_cross_attention", "false"),
          Map.entry("downsample_padding", "1"),
          Map.entry("mid_block_scale_factor", "1"),
          Map.entry("resnet_out_scale_factor", "1"),
          Map.entry("resnet_time_scale_shift", "default"),
          Map.entry("resnet_skip_time_act", "false"),
          Map.entry("time_embedding_type", "positional"),
          Map.entry("class_embeddings_concat", "false"),
          Map.entry("dual_cross_attention", "false"));

  /** Settings that must be absent or null. */
  private static final List<String> ABSENT =
      List.of(
          "encoder_hid_dim",
          "class_embed_type",
          "addition_embed_type",
          "num_class_embeds",
          "time_embedding_dim",
          "time_embedding_act_fn",
          "timestep_post_act",
          "time_cond_proj_dim",
          "projection_class_embeddings_input_dim",
          "cross_attention_norm");

  /**
   * Checks that the settings make a UNet.
   *
   * @throws ModelConfigException if they don't
   */
  public UnetConfig {
    UnetConfigChecks.oneEach(
        blockOutChannels,
        Map.of(
            "down_block_types", downBlockTypes,
            "up_block_types", upBlockTypes,
            "layers_per_block", layersPerBlock,
            "attention_head_dim", attentionHeadDim,
            "cross_attention_dim", crossAttentionDim));
    UnetConfigChecks.kinds(downBlockTypes, midBlockType, upBlockTypes);
    UnetConfigChecks.widths(blockOutChannels, attentionHeadDim, normNumGroups);
    UnetConfigChecks.oneWidth(crossAttentionDim);
    UnetConfigChecks.shift(freqShift, blockOutChannels.get(0));
    UnetConfigChecks.oddKernels(convInKernel, convOutKernel);
    downBlockTypes = List.copyOf(downBlockTypes);
    upBlockTypes = List.copyOf(upBlockTypes);
    blockOutChannels = List.copyOf(blockOutChannels);
    layersPerBlock = List.copyOf(layersPerBlock);
    attentionHeadDim = List.copyOf(attentionHeadDim);
    crossAttentionDim = List.copyOf(crossAttentionDim);
  }

  /** The configuration of the published AVSyncD models. */
  public static UnetConfig published() {
    return new UnetConfig(
        4,
        4,
        DOWN,
        MIDDLE,
        UP,
        WIDTHS,
        List.of(2, 2, 2, 2),
        List.of(8, 8, 8, 8),
        List.of(768, 768, 768, 768),
        768,
        32,
        1e-5f,
        true,
        0,
        3,
        3);
  }

  /**
   * Reads a configuration; settings that are missing have the original's defaults.
   *
   * @throws ModelConfigException if it asks for something that this implementation does not have
   */
  public static UnetConfig of(ModelConfig config) {
    FIXED.forEach((name, value) -> requireFixed(config, name, value));
    for (String name : ABSENT) {
      if (config.has(name)) {
        throw config.unsupported(name, "other than null", "null");
      }
    }
    List<Integer> blockOutChannels = config.counts("block_out_channels", WIDTHS, MOST_CHANNELS);
    int levels = blockOutChannels.size();
    if (levels > MOST_LEVELS) {
      throw config.unsupported(
          "block_out_channels", "of " + levels + " levels", "at most " + MOST_LEVELS);
    }
    try {
      return read(config, blockOutChannels, levels);
    } catch (ModelConfigException e) {
      String source = config.source() + ": ";
      throw String.valueOf(e.getMessage()).startsWith(source)
          ? e
          : new ModelConfigException(source + e.getMessage(), e);
    }
  }

  private static UnetConfig read(ModelConfig config, List<Integer> blockOutChannels, int levels) {
    return new UnetConfig(
        config.count("in_channels", 4, MOST_CHANNELS),
        config.count("out_channels", 4, MOST_CHANNELS),
        config.texts("down_block_types", DOWN),
        config.text("mid_block_type", MIDDLE),
        config.texts("up_block_types", UP),
        blockOutChannels,
        perLevel(config, "layers_per_block", levels, 2, MOST_LAYERS),
        perLevel(config, "attention_head_dim", levels, 8, MOST_CHANNELS),
        perLevel(config, "cross_attention_dim", levels, 1280, MOST_CHANNELS),
        config.count("audio_cross_attention_dim", 768, MOST_CHANNELS),
        config.count("norm_num_groups", 32, MOST_CHANNELS),
        (float) config.positive("norm_eps", 1e-5),
        config.flag("flip_sin_to_cos", true),
        wholeNumber(config, "freq_shift"),
        config.count("conv_in_kernel", 3, MOST_KERNEL),
        config.count("conv_out_kernel", 3, MOST_KERNEL));
  }

  private static void requireFixed(ModelConfig config, String name, String value) {
    String found = config.raw(name).orElse(value);
    if (!found.equals(value) && !found.equals(value + ".0")) {
      throw config.unsupported(name, found, value);
    }
  }

  private static int wholeNumber(ModelConfig config, String name) {
    double value = config.number(name, 0);
    if (value != (int) value) {
      throw config.unsupported(name, value, "whole numbers");
    }
    return (int) value;
  }

  /** The width of the text encoding. */
  public int textWidth() {
    return crossAttentionDim.get(0);
  }

  /** How many skip connections lead from the way down to the way up. */
  public int skips() {
    int layers = layersPerBlock.stream().mapToInt(Integer::intValue).sum();
    return 1 + layers + blockOutChannels.size() - 1;
  }

  /**
   * How much smaller the smallest images are: heights and widths of latents must be multiples of
   * it.
   */
  public int factor() {
    return 1 << (blockOutChannels.size() - 1);
  }

  private static List<Integer> perLevel(
      ModelConfig config, String name, int levels, int absent, int max) {
    return config.isList(name)
        ? config.counts(name, List.of(), max)
        : Collections.nCopies(levels, config.count(name, absent, max));
  }
}
