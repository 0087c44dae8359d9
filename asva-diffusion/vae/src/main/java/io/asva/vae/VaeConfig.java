package io.asva.vae;

import io.asva.core.config.ModelConfig;
import io.asva.core.config.ModelConfigException;
import java.util.List;

/**
 * The shape of an autoencoder ({@code AutoencoderKL} of diffusers 0.29).
 *
 * @param inChannels channels of the encoder's images
 * @param outChannels channels of the decoder's images
 * @param latentChannels channels of a latent
 * @param blockOutChannels channels of each block of the encoder, outermost first; the decoder's are
 *     the same in reverse
 * @param layersPerBlock residual layers of each block of the encoder; the decoder's have one more
 * @param normNumGroups groups of each group normalisation
 * @param scalingFactor what latents are multiplied with to have about unit variance
 */
public record VaeConfig(
    int inChannels,
    int outChannels,
    int latentChannels,
    List<Integer> blockOutChannels,
    int layersPerBlock,
    int normNumGroups,
    double scalingFactor) {
  private static final int MAX_CHANNELS = 1 << 14;
  private static final int MAX_LAYERS = 64;
  private static final int MAX_BLOCKS = 8;

  /** Copies the list. */
  public VaeConfig {
    blockOutChannels = List.copyOf(blockOutChannels);
  }

  /** The shape of the published autoencoder, Stable Diffusion 1.5's. */
  public static VaeConfig published() {
    return new VaeConfig(3, 3, 4, List.of(128, 256, 512, 512), 2, 32, 0.18215);
  }

  /**
   * The shape that a {@code config.json} names; what it omits has diffusers' default.
   *
   * @throws ModelConfigException if a setting makes no sense, or names a block or an activation
   *     that Stable Diffusion's autoencoder doesn't have
   */
  public static VaeConfig of(ModelConfig config) {
    List<Integer> channels = config.counts("block_out_channels", List.of(64), MAX_CHANNELS);
    if (channels.size() > MAX_BLOCKS) {
      throw config.unsupported("block_out_channels", channels, "at most " + MAX_BLOCKS + " blocks");
    }
    requireBlocks(config, "down_block_types", "DownEncoderBlock2D", channels.size());
    requireBlocks(config, "up_block_types", "UpDecoderBlock2D", channels.size());
    String activation = config.text("act_fn", "silu");
    if (!activation.equals("silu") && !activation.equals("swish")) {
      throw config.unsupported("act_fn", activation, "silu");
    }
    int groups = config.count("norm_num_groups", 32, MAX_CHANNELS);
    for (int c : channels) {
      if (c % groups != 0) {
        throw config.unsupported("norm_num_groups", groups, "divisors of every block's channels");
      }
    }
    for (String conv : List.of("use_quant_conv", "use_post_quant_conv")) {
      if (!config.flag(conv, true)) {
        throw config.unsupported(conv, false, "true");
      }
    }
    for (String shift : List.of("shift_factor", "latents_mean", "latents_std")) {
      if (config.has(shift)) {
        throw config.unsupported(shift, "that is set", "scaling_factor alone");
      }
    }
    return new VaeConfig(
        config.count("in_channels", 3, MAX_CHANNELS),
        config.count("out_channels", 3, MAX_CHANNELS),
        config.count("latent_channels", 4, MAX_CHANNELS),
        channels,
        config.count("layers_per_block", 1, MAX_LAYERS),
        groups,
        config.positive("scaling_factor", 0.18215));
  }

  private static void requireBlocks(ModelConfig config, String key, String supported, int count) {
    List<String> types = config.texts(key, List.of(supported));
    for (String type : types) {
      if (!type.equals(supported)) {
        throw config.unsupported(key, type, supported);
      }
    }
    if (types.size() != count) {
      throw config.unsupported(
          key, "of " + types.size() + " blocks", "as many as block_out_channels, " + count);
    }
  }

  /** How many pixels of an image's height or width a latent's pixel stands for. */
  public int factor() {
    return 1 << (blockOutChannels.size() - 1);
  }
}
