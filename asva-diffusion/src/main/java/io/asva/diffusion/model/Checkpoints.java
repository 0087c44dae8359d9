package io.asva.diffusion.model;

import io.asva.core.layout.ModelsLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the animation's checkpoints in the original's layout, and the data sets they are of.
 *
 * <p>Stateless and safe for use by many threads.
 */
public final class Checkpoints {
  private static final String CHECKPOINT = ModelsLayout.CHECKPOINT;
  private static final String CONDITIONED = ModelsLayout.CONDITIONED;

  private Checkpoints() {}

  /**
   * The data sets for which the original's layout holds a checkpoint, published ones first. Folders
   * of checkpoints have names in lower case; those of others are written as the checkpoint says,
   * else as the data set's folder.
   *
   * @param root the folder of the layout
   */
  public static List<String> datasets(Path root) {
    ModelsLayout layout = new ModelsLayout(root);
    Path experiments = layout.experiments();
    if (!Files.isDirectory(experiments)) {
      return List.of();
    }
    Set<String> found = new LinkedHashSet<>();
    for (PublishedDataset dataset : PublishedDataset.values()) {
      if (Files.isDirectory(layout.experiment(dataset.folder()))) {
        found.add(dataset.folder());
      }
    }
    for (Path experiment : list(experiments).stream().sorted().toList()) {
      String folder = fileName(experiment);
      if (folder.endsWith(CONDITIONED) && Files.isDirectory(experiment)) {
        String name = folder.substring(0, folder.length() - CONDITIONED.length());
        if (PublishedDataset.of(name).isEmpty()) {
          found.add(
              newest(ModelsLayout.checkpoints(experiment))
                  .flatMap(checkpoint -> TrainedVideos.of(ModelsLayout.unet(checkpoint)))
                  .map(TrainedVideos::dataset)
                  .filter(name::equalsIgnoreCase)
                  .or(() -> dataFolder(layout, name))
                  .orElse(name));
        }
      }
    }
    return List.copyOf(found);
  }

  private static Optional<String> dataFolder(ModelsLayout layout, String name) {
    Path data = layout.datasets();
    return Files.isDirectory(data)
        ? list(data).stream().map(Checkpoints::fileName).filter(name::equalsIgnoreCase).findFirst()
        : Optional.empty();
  }

  /** The published checkpoint of an experiment, or the newest, or where one would lie. */
  static Path of(Path experiment, Optional<Integer> published) {
    Path usual = ModelsLayout.checkpoint(experiment, published.orElse(0));
    boolean isThere = published.isPresent() && Files.isDirectory(usual);
    return isThere ? usual : newest(ModelsLayout.checkpoints(experiment)).orElse(usual);
  }

  /**
   * The checkpoint with the largest number.
   *
   * @param checkpoints the folder {@code ckpts} of a run; need not exist
   */
  public static Optional<Path> newest(Path checkpoints) {
    if (!Files.isDirectory(checkpoints)) {
      return Optional.empty();
    }
    return list(checkpoints).stream()
        .filter(p -> number(p) >= 0)
        .max(Comparator.comparingInt(Checkpoints::number));
  }

  private static int number(Path checkpoint) {
    String name = fileName(checkpoint);
    String digits = name.startsWith(CHECKPOINT) ? name.substring(CHECKPOINT.length()) : "";
    return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
  }

  static List<Path> list(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    } catch (IOException e) {
      throw new ModelFolderException("Can't look into the folder " + folder + ": " + e, e);
    }
  }

  static String fileName(Path path) {
    return String.valueOf(path.getFileName());
  }
}
