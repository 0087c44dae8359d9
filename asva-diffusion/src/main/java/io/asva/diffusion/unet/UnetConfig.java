package io.asva.diffusion.unet;

import com.fasterxml.jackson.databind.JsonNode;
import io.asva.core.graph.GraphException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The configuration of a UNet, as {@code config.json} beside its weights gives it. Lists have one
 * entry a level, from the largest pictures to the smallest.
 *
 * @param inChannels channels of the latents
 * @param outChannels channels of the result
 * @param downBlocks kinds of the levels on the way down
 * @param midBlock kind of the middle
 * @param upBlocks kinds of the levels on the way up, from the smallest pictures to the largest
 * @param channels widths of the levels
 * @param layers residual blocks of a level on the way down; one more on the way up
 * @param heads attention heads of the levels, which the file calls {@code attention_head_dim}
 * @param textChannels width of the text encoding for each level
 * @param audioChannels width of the audio encoding
 * @param groups groups of the group normalisations
 * @param eps added to their variance
 * @param flipSinToCos whether cosines come first in the sinusoid of the timestep
 * @param freqShift subtracted from the number of frequencies
 * @param convInKernel kernel of the first convolution
 * @param convOutKernel kernel of the last convolution
 */
public record UnetConfig(
    int inChannels,
    int outChannels,
    List<String> downBlocks,
    String midBlock,
    List<String> upBlocks,
    List<Integer> channels,
    List<Integer> layers,
    List<Integer> heads,
    List<Integer> textChannels,
    int audioChannels,
    int groups,
    float eps,
    boolean flipSinToCos,
    int freqShift,
    int convInKernel,
    int convOutKernel) {

  private static final List<String> DOWN =
      List.of(
          "FFSpatioAudioTempCrossAttnDownBlock3D",
          "FFSpatioAudioTempCrossAttnDownBlock3D",
          "FFSpatioAudioTempCrossAttnDownBlock3D",
          "FFSpatioTempResDownBlock3D");
  private static final List<String> UP =
      List.of(
          "FFSpatioTempResUpBlock3D",
          "FFSpatioAudioTempCrossAttnUpBlock3D",
          "FFSpatioAudioTempCrossAttnUpBlock3D",
          "FFSpatioAudioTempCrossAttnUpBlock3D");

  /** What the published models leave at these values, and this implementation does not vary. */
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

  /** What must be absent or null. */
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

  /** Checks that the lists have one entry a level. */
  public UnetConfig {
    int levels = channels.size();
    for (List<?> list : List.of(downBlocks, upBlocks, layers, heads, textChannels)) {
      if (list.size() != levels) {
        throw new GraphException(
            "A UNet of "
                + levels
                + " levels (block_out_channels "
                + channels
                + ") can't have "
                + list.size()
                + " in "
                + list
                + ".");
      }
    }
    downBlocks = List.copyOf(downBlocks);
    upBlocks = List.copyOf(upBlocks);
    channels = List.copyOf(channels);
    layers = List.copyOf(layers);
    heads = List.copyOf(heads);
    textChannels = List.copyOf(textChannels);
  }

  /**
   * Reads a configuration; keys that are missing have the original's defaults.
   *
   * @throws GraphException if it asks for something that this implementation does not have
   */
  public static UnetConfig of(JsonNode json) {
    FIXED.forEach(
        (key, value) -> {
          JsonNode found = json.path(key);
          boolean same =
              found.isNumber()
                  ? found.asDouble() == Double.parseDouble(value.matches("[0-9.]+") ? value : "NaN")
                  : found.asText(value).equals(value);
          if (!found.isMissingNode() && !found.isNull() && !same) {
            throw new GraphException(
                "The UNet's configuration asks for "
                    + key
                    + " = "
                    + found
                    + "; only "
                    + value
                    + " is supported.");
          }
        });
    for (String key : ABSENT) {
      if (json.hasNonNull(key)) {
        throw new GraphException(
            "The UNet's configuration asks for "
                + key
                + " = "
                + json.get(key)
                + ", which is not supported.");
      }
    }
    List<Integer> channels =
        json.has("block_out_channels")
            ? ints(json.get("block_out_channels"))
            : List.of(320, 640, 1280, 1280);
    int levels = channels.size();
    return new UnetConfig(
        json.path("in_channels").asInt(4),
        json.path("out_channels").asInt(4),
        names(json.path("down_block_types"), DOWN),
        json.path("mid_block_type").asText("FFSpatioAudioTempCrossAttnUNetMidBlock3D"),
        names(json.path("up_block_types"), UP),
        channels,
        perLevel(json.path("layers_per_block"), levels, 2),
        perLevel(json.path("attention_head_dim"), levels, 8),
        perLevel(json.path("cross_attention_dim"), levels, 1280),
        json.path("audio_cross_attention_dim").asInt(768),
        json.path("norm_num_groups").asInt(32),
        (float) json.path("norm_eps").asDouble(1e-5),
        json.path("flip_sin_to_cos").asBoolean(true),
        json.path("freq_shift").asInt(0),
        json.path("conv_in_kernel").asInt(3),
        json.path("conv_out_kernel").asInt(3));
  }

  /**
   * How much smaller the smallest pictures are: heights and widths of latents must be multiples of
   * it.
   */
  public int factor() {
    return 1 << (channels.size() - 1);
  }

  private static List<String> names(JsonNode json, List<String> otherwise) {
    if (!json.isArray()) {
      return otherwise;
    }
    List<String> names = new ArrayList<>();
    json.forEach(name -> names.add(name.asText()));
    return names;
  }

  private static List<Integer> perLevel(JsonNode json, int levels, int otherwise) {
    if (json.isArray()) {
      return ints(json);
    }
    ToIntFunction<JsonNode> one = node -> node.asInt(otherwise);
    return java.util.Collections.nCopies(levels, one.applyAsInt(json));
  }

  private static List<Integer> ints(JsonNode json) {
    List<Integer> values = new ArrayList<>();
    json.forEach(value -> values.add(value.asInt()));
    return values;
  }
}
