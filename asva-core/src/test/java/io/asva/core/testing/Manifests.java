package io.asva.core.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and shapes of the official networks' weights, in {@code src/test/resources/manifests}. */
public final class Manifests {
  private Manifests() {}

  /** The weights whose names contain a text. */
  public static Map<String, Shape> read(String file, String containing) {
    try {
      JsonNode json =
          new ObjectMapper()
              .readTree(Path.of("src", "test", "resources", "manifests", file).toFile());
      Map<String, Shape> shapes = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> entry : json.properties()) {
        if (entry.getKey().contains(containing)) {
          List<Integer> dims = new ArrayList<>();
          entry.getValue().forEach(dim -> dims.add(dim.intValue()));
          shapes.put(entry.getKey(), Shape.of(dims));
        }
      }
      return shapes;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
