package io.asva.diffusion.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The blocks for videos that AVSyncD puts in the places of a UNet's blocks for images. */
final class VideoBlocks {
  private static final Map<String, String> FOR_IMAGES =
      Map.of(
          "CrossAttnDownBlock2D", "FFSpatioAudioTempCrossAttnDownBlock3D",
          "DownBlock2D", "FFSpatioTempResDownBlock3D",
          "UNetMidBlock2DCrossAttn", "FFSpatioAudioTempCrossAttnUNetMidBlock3D",
          "UpBlock2D", "FFSpatioTempResUpBlock3D",
          "CrossAttnUpBlock2D", "FFSpatioAudioTempCrossAttnUpBlock3D");

  private VideoBlocks() {}

  /** Replaces the names of blocks for images; others stay, to be refused or taken as they are. */
  static void replaceNames(ObjectNode config) {
    for (String key : List.of("down_block_types", "up_block_types")) {
      if (config.get(key) instanceof ArrayNode names) {
        for (int i = 0; i < names.size(); i++) {
          names.set(i, name(names.get(i)));
        }
      }
    }
    JsonNode middle = config.get("mid_block_type");
    if (middle != null && !middle.isNull()) {
      config.put("mid_block_type", name(middle));
    }
  }

  private static String name(JsonNode name) {
    return FOR_IMAGES.getOrDefault(name.asText(), name.asText());
  }
}
