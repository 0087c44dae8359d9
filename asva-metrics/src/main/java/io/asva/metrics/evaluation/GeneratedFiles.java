package io.asva.metrics.evaluation;

import io.asva.media.dataset.DatasetVideo;
import io.asva.metrics.MetricsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the generated clips of videos: those whose names begin with the video's and end in {@code
 * .mp4}, as the reference matches them. Where the names of several videos fit, as those of {@code
 * bell_1} and {@code bell_10} do, a clip belongs to the longest.
 */
final class GeneratedFiles {
  private static final String ENDING = ".mp4";

  private final Path root;
  private final Map<String, List<Path>> byStem = new HashMap<>();

  private GeneratedFiles(Path root) {
    this.root = root;
  }

  /**
   * Looks for the clips of videos.
   *
   * @throws MetricsException if there is no such folder
   */
  static GeneratedFiles of(Path root, List<DatasetVideo> videos) {
    if (!Files.isDirectory(root)) {
      throw new MetricsException("There is no folder of generated clips " + root + ".");
    }
    GeneratedFiles files = new GeneratedFiles(root);
    Map<String, Set<String>> stems = new HashMap<>();
    for (DatasetVideo video : videos) {
      String stem = video.stem();
      String folder = stem.substring(0, stem.lastIndexOf('/') + 1);
      stems.computeIfAbsent(folder, f -> new HashSet<>()).add(stem);
    }
    stems.forEach(files::match);
    return files;
  }

  private void match(String folder, Set<String> stems) {
    stems.forEach(stem -> byStem.put(stem, new ArrayList<>()));
    for (Path file : list(root.resolve(folder))) {
      String name = String.valueOf(file.getFileName());
      // From long to short, so that the longest name that fits wins.
      for (int end = name.length() - ENDING.length(); end > 0; end--) {
        String stem = folder + name.substring(0, end);
        if (stems.contains(stem)) {
          byStem.getOrDefault(stem, new ArrayList<>()).add(file);
          break;
        }
      }
    }
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).endsWith(ENDING))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new MetricsException("Can't look into the folder " + folder + ": " + e, e);
    }
  }

  /** The clips of a video, sorted by name. */
  List<Path> of(DatasetVideo video) {
    return byStem.getOrDefault(video.stem(), List.of());
  }

  /**
   * Throws unless every video has as many clips as it should.
   *
   * @throws MetricsException that lists the videos that have not
   */
  void requireCount(List<DatasetVideo> videos, int clipsPerVideo) {
    List<String> wrong =
        videos.stream()
            .filter(video -> of(video).size() != clipsPerVideo)
            .map(video -> "\n  " + video.name() + ": " + found(of(video)))
            .distinct()
            .toList();
    if (wrong.isEmpty()) {
      return;
    }
    throw new MetricsException(
        "Each video needs "
            + clipsPerVideo
            + " generated clips (--num_clips_per_video) in "
            + root
            + ", called NAME*.mp4; "
            + wrong.size()
            + " of "
            + videos.size()
            + " have not:"
            + String.join("", wrong));
  }

  private static String found(List<Path> files) {
    List<String> names = files.stream().map(file -> String.valueOf(file.getFileName())).toList();
    return files.isEmpty() ? "none" : files.size() + " (" + String.join(", ", names) + ")";
  }
}
