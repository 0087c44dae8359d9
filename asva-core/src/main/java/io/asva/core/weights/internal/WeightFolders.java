package io.asva.core.weights.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.files.PlainFile;
import io.asva.core.message.Listing;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the file of weights in a model's folder, whole or in shards. */
public final class WeightFolders {
  private static final long MAX_INDEX = 32 << 20;
  private static final int LISTED = 20;
  private static final Pattern PLAIN_NAME = Pattern.compile("[^/\\\\\\x00]+");

  private WeightFolders() {}

  /** Opens the best of the files that a folder may hold under the given names. */
  public static Weights open(Path folder, List<String> baseNames) {
    List<String> wanted = candidates(baseNames);
    for (String name : wanted) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        return name.endsWith(".json") ? sharded(folder, file) : WeightFiles.openModel(file);
      }
    }
    throw new WeightsException(
        folder
            + (Files.isDirectory(folder) ? " holds no weights" : " is no folder")
            + ": looked for "
            + String.join(", ", wanted)
            + (Files.isDirectory(folder) ? "; found " + listing(folder) : "")
            + ".");
  }

  /** In order of preference: full precision before half, safetensors before torch's format. */
  private static List<String> candidates(List<String> baseNames) {
    List<String> names = new ArrayList<>();
    for (String variant : List.of("", ".fp16")) {
      for (String form : List.of(".safetensors", ".bin")) {
        for (String base : baseNames) {
          names.add(base + variant + form);
          names.add(base + form + ".index" + variant + ".json");
        }
      }
    }
    return names;
  }

  private static Weights sharded(Path folder, Path index) {
    Map<String, Weights> shards = new LinkedHashMap<>();
    List<WeightTensor> tensors = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : weightMap(index).properties()) {
      String shard = entry.getValue().asText();
      Path place = place(folder, shard);
      if (place == null) {
        throw new WeightsException(
            index + " names the shard \"" + shard + "\"; a file in the same folder was expected.");
      }
      Weights weights = shards.computeIfAbsent(shard, name -> WeightFiles.openTree(place));
      tensors.add(weights.require(entry.getKey()));
    }
    return TensorMap.of(index.toString(), tensors);
  }

  /** The file of a name in a folder; null where that is no name that files can have. */
  private static @Nullable Path place(Path folder, String name) {
    try {
      return PLAIN_NAME.matcher(name).matches() && !name.equals("..") ? folder.resolve(name) : null;
    } catch (InvalidPathException e) {
      return null; // half of a character, for instance
    }
  }

  private static JsonNode weightMap(Path index) {
    try {
      JsonNode map =
          new ObjectMapper().readTree(PlainFile.bytes(index, MAX_INDEX)).path("weight_map");
      if (!map.isObject()) {
        throw new WeightsException(index + " has no \"weight_map\" that names its shards.");
      }
      return map;
    } catch (IOException e) {
      throw new WeightsException("Can't read the index of shards " + index + ": " + e, e);
    }
  }

  private static String listing(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(f -> f.getFileName().toString()).sorted().toList();
      return names.isEmpty() ? "nothing" : Listing.inLine(names, LISTED);
    } catch (IOException e) {
      return "nothing readable (" + e + ")";
    }
  }
}
