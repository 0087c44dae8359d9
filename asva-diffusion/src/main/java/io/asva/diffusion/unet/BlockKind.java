package io.asva.diffusion.unet;

import java.util.Arrays;
import java.util.List;

/** What a level of the UNet consists of, by the names that its configuration uses. */
@SuppressWarnings("ImmutableEnumChecker") // the list is List.of
enum BlockKind {
  /** Residual blocks only. */
  RESIDUAL("FFSpatioTempResDownBlock3D", "FFSpatioTempResUpBlock3D", "", false, false),
  /** Residual blocks and transformers that attend to text. */
  TEXT(
      "FFSpatioTempCrossAttnDownBlock3D",
      "FFSpatioTempCrossAttnUpBlock3D",
      "FFSpatioTempCrossAttnUNetMidBlock3D",
      true,
      false),
  /** Residual blocks and transformers that attend to sound and text. */
  AUDIO(
      "FFSpatioAudioTempCrossAttnDownBlock3D",
      "FFSpatioAudioTempCrossAttnUpBlock3D",
      "FFSpatioAudioTempCrossAttnUNetMidBlock3D",
      true,
      true);

  private final List<String> names;
  private final boolean attends;
  private final boolean hears;

  BlockKind(String down, String up, String mid, boolean attends, boolean hears) {
    this.names = List.of(down, up, mid);
    this.attends = attends;
    this.hears = hears;
  }

  /** Whether it holds transformers. */
  boolean attends() {
    return attends;
  }

  /** Whether its transformers attend to sound. */
  boolean hears() {
    return hears;
  }

  /** The kind of a level of that name in a configuration. */
  static BlockKind of(String name) {
    return Arrays.stream(values())
        .filter(kind -> !name.isEmpty() && kind.names.contains(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown block type "
                        + name
                        + "; known are "
                        + Arrays.stream(values())
                            .flatMap(k -> k.names.stream())
                            .filter(n -> !n.isEmpty())
                            .toList()));
  }
}
