package io.asva.core.runtime.internal;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.op.Weight;
import io.asva.core.runtime.ModelException;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Watches the files that a network's weights are mapped from. Reading a mapped page that the file
 * no longer has ends the process, so a file that was cut is refused while there is still a choice:
 * when a network opens and before each run. A cut in the midst of a run can't be caught.
 *
 * <p>A file that was replaced by renaming another over it, or removed, does no harm: the mapping
 * keeps the old one.
 */
public final class WeightFileGuard {
  private final String network;
  private final Map<Path, Part> parts;

  /** The bytes of a file that must stay, and which file on the disk it is. */
  private record Part(long end, Object key) {}

  private WeightFileGuard(String network, Map<Path, Part> parts) {
    this.network = network;
    this.parts = parts;
  }

  /**
   * Looks at the files of the weights that a network uses.
   *
   * @throws ModelException if one is gone or cut, or if they lie in several folders, which ONNX
   *     Runtime can't read in one model
   */
  public static WeightFileGuard of(Graph graph, Weights weights) {
    Map<Path, Long> ends = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Weight weight) {
        WeightTensor tensor = weights.require(weight.name());
        if (tensor.data() instanceof WeightTensor.InFile place) {
          ends.merge(place.file(), place.offset() + tensor.bytes(), Math::max);
        }
      }
    }
    requireOneFolder(graph.name(), ends);
    Map<Path, Part> parts = new LinkedHashMap<>();
    ends.forEach((file, end) -> parts.put(file, look(graph.name(), file, end)));
    return new WeightFileGuard(graph.name(), parts);
  }

  private static void requireOneFolder(String network, Map<Path, Long> ends) {
    if (ends.keySet().stream().map(Path::getParent).distinct().count() > 1) {
      throw new ModelException(
          "The weights of the "
              + network
              + " lie in several folders: "
              + ends.keySet()
              + ". Put the files of one network into one folder.");
    }
  }

  private static Part look(String network, Path file, long end) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      if (found.size() < end) {
        throw cut(network, file, end, found.size());
      }
      return new Part(end, String.valueOf(found.fileKey()));
    } catch (NoSuchFileException e) {
      throw new ModelException(
          "The weights of the "
              + network
              + " were in "
              + file
              + ", which is gone. Put it back, or open the weights again.",
          e);
    } catch (IOException e) {
      throw new ModelException("Can't look at the weights of the " + network + ": " + e, e);
    }
  }

  private static ModelException cut(String network, Path file, long expected, long found) {
    return new ModelException(
        "The weights of the "
            + network
            + " in "
            + file
            + " were cut since they were opened: expected at least "
            + expected
            + " bytes, found "
            + found
            + ". Put the whole file back and open it again; replace files in use by renaming.");
  }

  /**
   * Looks again, before a run.
   *
   * @throws ModelException if a file was cut
   */
  public void check() {
    parts.forEach(
        (file, part) -> {
          try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            boolean same = Objects.equals(String.valueOf(now.fileKey()), part.key());
            if (same && now.size() < part.end()) {
              throw cut(network, file, part.end(), now.size());
            }
          } catch (IOException e) {
            // Removed or out of sight: what is mapped stays.
          }
        });
  }
}
