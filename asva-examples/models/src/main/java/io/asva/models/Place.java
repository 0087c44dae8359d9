package io.asva.models;

import io.asva.core.layout.ModelsLayout;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import io.asva.models.content.Content;
import io.asva.models.content.Content.Form;
import io.asva.models.content.ContentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a file lies, or the weights in a folder under one of several names.
 *
 * @param path the file, or the folder
 * @param baseNames of the weights in the folder; none for a file
 */
record Place(Path path, List<String> baseNames) {
  private static final String SHARDS = ".index";

  /** A file. */
  static Place file(Path file) {
    return new Place(file, List.of());
  }

  /** The weights in a network's folder; or a file, where the path is one. */
  static Place network(Path path) {
    return String.valueOf(path.getFileName()).equals(ModelsLayout.IMAGE_BIND)
        ? file(path)
        : weights(path, List.of(ModelsLayout.WEIGHTS));
  }

  /** The weights in a folder. */
  static Place weights(Path folder, List<String> baseNames) {
    return new Place(folder, baseNames);
  }

  /** The place of a file that is called or ends like a published one. */
  Path target(Optional<String> published, Form form) {
    return baseNames.isEmpty()
        ? path
        : path.resolve(published.orElse(baseNames.get(0) + form.ending()));
  }

  /** The files that are there: several where the weights are in shards. */
  List<Path> files() {
    if (baseNames.isEmpty()) {
      return Files.exists(path) ? List.of(path) : List.of();
    }
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(this::isWeights).sorted().toList();
    } catch (IOException e) {
      throw new ModelsException("Can't look into the folder " + path + ": " + e, e);
    }
  }

  private boolean isWeights(Path file) {
    String name = String.valueOf(file.getFileName());
    return baseNames.stream().anyMatch(base -> name.startsWith(base + ".") || isShard(name, base))
        && (name.endsWith(Form.SAFETENSORS.ending())
            || name.endsWith(Form.TORCH.ending())
            || name.endsWith(".json"));
  }

  private static boolean isShard(String name, String base) {
    return name.startsWith(base + "-");
  }

  /**
   * The content of files that are there, as whoever opens the network takes them where they are in
   * shards.
   */
  Content content(List<Path> files) {
    boolean shards = files.stream().anyMatch(file -> file.toString().contains(SHARDS));
    if (!shards) {
      return ContentReader.read(preferred(files));
    }
    try {
      Weights weights = Weights.openFolder(path, baseNames.toArray(String[]::new));
      return new Content.Tensors(weights, Form.SAFETENSORS);
    } catch (WeightsException e) {
      return new Content.Unknown("shards that don't make a whole: " + e.getMessage());
    }
  }

  private static Path preferred(List<Path> files) {
    return files.stream()
        .filter(file -> file.toString().endsWith(Form.SAFETENSORS.ending()))
        .findFirst()
        .orElse(files.get(0));
  }
}
