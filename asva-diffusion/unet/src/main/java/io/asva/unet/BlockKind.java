package io.asva.unet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kind of a block of the UNet, by the names that its configuration uses. */
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
  /** Residual blocks and transformers that attend to audio and text. */
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
  static Optional<BlockKind> find(String name) {
    return Arrays.stream(values())
        .filter(kind -> !name.isEmpty() && kind.names.contains(name))
        .findFirst();
  }

  /** The kind of a level of a name that a configuration was checked for. */
  static BlockKind of(String name) {
    return find(name).orElseThrow();
  }

  /** The names that are known of levels on the way down (0), up (1), or the middle (2). */
  static List<String> names(int position) {
    return Arrays.stream(values())
        .map(kind -> kind.names.get(position))
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
