package io.asva.unet;

import io.asva.core.config.ModelConfigException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks a UNet's configuration, in the words of its file. */
final class UnetConfigChecks {
  private static final int DOWN = 0;
  private static final int UP = 1;
  private static final int MIDDLE = 2;

  private UnetConfigChecks() {}

  static void oneEach(List<Integer> channels, Map<String, ? extends List<?>> lists) {
    new TreeMap<>(lists)
        .forEach(
            (name, list) -> {
              if (list.size() != channels.size()) {
                throw new ModelConfigException(
                    name
                        + " "
                        + list
                        + " has "
                        + list.size()
                        + " entries; block_out_channels "
                        + channels
                        + " needs "
                        + channels.size()
                        + ", one a level.");
              }
            });
  }

  static void kinds(List<String> down, String middle, List<String> up) {
    down.forEach(name -> requireKind("down_block_types", name, DOWN));
    requireKind("mid_block_type", middle, MIDDLE);
    up.forEach(name -> requireKind("up_block_types", name, UP));
  }

  private static void requireKind(String setting, String name, int position) {
    List<String> known = BlockKind.names(position);
    if (!known.contains(name)) {
      throw new ModelConfigException(
          setting
              + " "
              + name
              + " is not supported; supported: "
              + String.join(", ", known)
              + ". Is it a UNet for images, before it was made one for videos?");
    }
  }

  static void widths(List<Integer> channels, List<Integer> heads, int groups) {
    for (int level = 0; level < channels.size(); level++) {
      requireDivisor("norm_num_groups", groups, channels.get(level));
      requireDivisor(
          "attention_head_dim (which means heads)", heads.get(level), channels.get(level));
    }
  }

  private static void requireDivisor(String setting, int divisor, int channels) {
    if (channels % divisor != 0) {
      throw new ModelConfigException(
          setting
              + " "
              + divisor
              + " must divide every width of block_out_channels; it does not divide "
              + channels
              + ".");
    }
  }

  static void oneWidth(List<Integer> textChannels) {
    if (new HashSet<>(textChannels).size() > 1) {
      throw new ModelConfigException(
          "cross_attention_dim "
              + textChannels
              + " is not supported; supported: one width for all levels.");
    }
  }

  static void shift(int shift, int channels) {
    if (channels % 2 != 0 || shift < 0 || shift >= channels / 2) {
      throw new ModelConfigException(
          "freq_shift "
              + shift
              + " with a first width of "
              + channels
              + " is not supported; supported: an even width, and a shift from 0 to less than half of it.");
    }
  }

  static void oddKernels(int in, int out) {
    if (in % 2 == 0 || out % 2 == 0) {
      throw new ModelConfigException(
          "conv_in_kernel "
              + in
              + " and conv_out_kernel "
              + out
              + " are not supported; supported: odd ones, which keep the size.");
    }
  }
}
