package io.asva.diffusion.dataset;

import io.asva.core.files.AtomicWrite;
import io.asva.media.dataset.DatasetVideo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The clips that a folder holds, and what killed runs left beside them. */
final class ClipStore {
  private static final Pattern CLIP = Pattern.compile(".*_clip-[0-9]{2,}\\.mp4");

  private final GeneratedFiles files;

  ClipStore(GeneratedFiles files) {
    this.files = files;
  }

  /** Whether a clip is there; clips appear whole or not at all. */
  boolean has(DatasetVideo video, int number) {
    try {
      Path file = files.clip(video, number);
      return Files.isRegularFile(file) && Files.size(file) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether no clip is there. */
  boolean isEmpty() {
    return find(ClipStore::isClip).isEmpty();
  }

  /** Removes all clips. */
  void clear() {
    delete(find(ClipStore::isClip));
  }

  /** Removes what a killed run had not finished. */
  void removeLeftovers() {
    walk(Files::isDirectory).forEach(AtomicWrite::removeLeft);
  }

  private static boolean isClip(Path file) {
    return CLIP.matcher(String.valueOf(file.getFileName())).matches();
  }

  private List<Path> find(Predicate<Path> wanted) {
    return walk(file -> Files.isRegularFile(file) && wanted.test(file));
  }

  private List<Path> walk(Predicate<Path> wanted) {
    if (!Files.isDirectory(files.videos())) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(files.videos())) {
      return all.filter(wanted).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new GenerationException("Can't look through " + files.videos() + ": " + e, e);
    }
  }

  private static void delete(List<Path> found) {
    for (Path file : found) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new GenerationException("Can't remove " + file + ": " + e, e);
      }
    }
  }
}
