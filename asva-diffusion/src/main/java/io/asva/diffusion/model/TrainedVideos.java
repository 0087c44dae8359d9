package io.asva.diffusion.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asva.media.ClipSampling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The videos that a denoiser was trained on, as its {@code config.json} says under the name {@code
 * trained_on}. Training writes it; the published checkpoints don't have it.
 *
 * <p>Immutable.
 *
 * @param dataset the data set's name
 * @param size of the frames
 * @param sampling frames of a clip and their rate
 * @param categories the texts of the categories, in the order of their names
 */
public record TrainedVideos(
    String dataset, FrameSize size, ClipSampling sampling, List<String> categories) {
  private static final String KEY = "trained_on";

  /** Copies the list. */
  public TrainedVideos {
    categories = List.copyOf(categories);
  }

  /**
   * Reads the entry of a denoiser.
   *
   * @param unet its folder; need not exist
   * @return empty if it says nothing, or if it has no configuration that can be read, of which
   *     those complain who read the rest of it
   * @throws ModelFolderException if what it says makes no sense
   */
  public static Optional<TrainedVideos> of(Path unet) {
    return ConfigEntry.read(unet, KEY, TrainedVideos::read);
  }

  private static TrainedVideos read(JsonNode json) {
    List<String> categories = new ArrayList<>();
    json.path("categories").forEach(category -> categories.add(category.asText()));
    return new TrainedVideos(
        json.path("dataset").asText(),
        new FrameSize(json.path("height").asInt(), json.path("width").asInt()),
        new ClipSampling(json.path("frames").asInt(), json.path("fps").asDouble()),
        categories);
  }

  /**
   * A configuration that says it, in place of what it said before.
   *
   * @param config the text of a {@code config.json}
   * @throws ModelFolderException if that isn't a JSON object
   */
  public String in(String config) {
    return ConfigEntry.put(config, KEY, this::write);
  }

  private void write(ObjectNode self) {
    self.put("dataset", dataset);
    self.put("height", size.height());
    self.put("width", size.width());
    self.put("frames", sampling.frames());
    self.put("fps", sampling.fps());
    categories.forEach(self.putArray("categories")::add);
  }
}
