package io.asva.media.dataset;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.files.PlainFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The texts of categories, by the names of their folders, in the order of the file: a data set's
 * {@code class_mapping.json}.
 *
 * @param texts from a folder's name to its text
 */
public record ClassMapping(Map<String, String> texts) {
  /** Without any category. */
  public static final ClassMapping NONE = new ClassMapping(Map.of());

  private static final long MOST_BYTES = 16 << 20;

  /** Copies the map. */
  public ClassMapping {
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
  }

  /**
   * Reads the file; where there is none, there is no mapping.
   *
   * @throws DatasetException if it is too large, or no JSON object of texts
   */
  public static ClassMapping readIfThere(Path file) {
    if (!Files.exists(file)) {
      return NONE;
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new DatasetException(
            file
                + " has "
                + Files.size(file)
                + " bytes; expected a short JSON object from folder names to texts.");
      }
      return of(new ObjectMapper().readTree(PlainFile.bytes(file)), file);
    } catch (JacksonException e) {
      throw unreadable(file, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw unreadable(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static ClassMapping of(JsonNode json, Path file) {
    if (!json.isObject()) {
      throw new DatasetException(
          file + " must hold a JSON object from folder names to texts; found something else.");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    json.properties()
        .forEach(
            entry -> {
              if (!entry.getValue().isTextual()) {
                throw new DatasetException(
                    file + " must map folder names to texts; " + entry.getKey() + " has no text.");
              }
              texts.put(entry.getKey(), entry.getValue().textValue());
            });
    return new ClassMapping(texts);
  }

  private static DatasetException unreadable(Path file, String why, IOException e) {
    return new DatasetException("Can't read the category names in " + file + ": " + why, e);
  }
}
