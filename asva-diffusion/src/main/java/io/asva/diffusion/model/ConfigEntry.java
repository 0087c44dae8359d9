package io.asva.diffusion.model;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asva.core.files.PlainFile;
import io.asva.core.layout.PartsLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** An entry of a denoiser's {@code config.json} that the original doesn't have. */
final class ConfigEntry {
  private static final long LARGEST = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConfigEntry() {}

  /**
   * Reads an entry.
   *
   * @param unet the denoiser's folder; need not exist
   * @param as reads it; what it throws becomes the reason of the error
   * @return empty if there is none, or no configuration that can be read, of which those complain
   *     who read the rest of it
   * @throws ModelFolderException if it makes no sense
   */
  static <T> Optional<T> read(Path unet, String key, Function<JsonNode, T> as) {
    Path file = unet.resolve(PartsLayout.CONFIG);
    JsonNode json;
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      json = JSON.readTree(PlainFile.bytes(file)).path(key);
    } catch (IOException e) {
      return Optional.empty();
    }
    try {
      return json.isObject() ? Optional.of(as.apply(json)) : Optional.empty();
    } catch (RuntimeException e) {
      throw new ModelFolderException(
          file + ", " + key + ": " + e.getMessage() + " Correct it, or take it out.", e);
    }
  }

  /**
   * A configuration with an entry, in place of one that it had before.
   *
   * @param config the text of a {@code config.json}
   * @param content fills it
   * @throws ModelFolderException if that isn't a JSON object
   */
  static String put(String config, String key, Consumer<ObjectNode> content) {
    try {
      if (!(JSON.readTree(config) instanceof ObjectNode json)) {
        throw new ModelFolderException("A " + PartsLayout.CONFIG + " must be a JSON object.");
      }
      content.accept(json.putObject(key));
      return json.toPrettyString() + "\n";
    } catch (JacksonException e) {
      throw new ModelFolderException(
          "A " + PartsLayout.CONFIG + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
