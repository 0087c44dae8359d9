package io.asva.training.internal;

import io.asva.core.files.Durable;
import io.asva.core.files.Folders;
import io.asva.core.layout.ModelsLayout;
import io.asva.core.weights.WeightsException;
import io.asva.training.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checkpoints of a run, folders {@code checkpoint-N} that are whole or not there: each is
 * written beside its place, synced, hashed and renamed. What is removed is renamed first as well.
 */
public final class CheckpointStore {
  private static final Pattern NAME = Pattern.compile(ModelsLayout.CHECKPOINT + "(\\d{1,9})");
  private static final Pattern LEFTOVER =
      Pattern.compile(ModelsLayout.CHECKPOINT + "\\d+\\.(tmp|removed)-.*");

  private final Path folder;
  private final Boundary boundary;
  private final Consumer<String> log;

  /** Writes the content of a checkpoint. */
  @FunctionalInterface
  public interface Content {
    /** Writes all files. */
    void write(CheckpointFolder checkpoint) throws IOException;
  }

  /** The store in a folder, which is made when it is needed. */
  public CheckpointStore(Path folder, Boundary boundary, Consumer<String> log) {
    this.folder = folder;
    this.boundary = boundary;
    this.log = log;
  }

  /** Removes what killed runs left half written or half removed. */
  public void clean() throws IOException {
    for (Path leftover : children(name -> LEFTOVER.matcher(name).matches())) {
      Folders.delete(leftover);
      log.accept("Removed " + leftover + ", which a run that was killed left");
    }
  }

  /** All checkpoints, whole or not, the newest first. */
  public List<SavedCheckpoint> all() throws IOException {
    return children(name -> NAME.matcher(name).matches()).stream()
        .map(path -> new SavedCheckpoint(path, step(path)))
        .sorted(Comparator.comparingInt(SavedCheckpoint::step).reversed())
        .toList();
  }

  /** The newest whole checkpoint; says which were passed over and why. */
  public Optional<SavedCheckpoint> latest() throws IOException {
    for (SavedCheckpoint checkpoint : all()) {
      Optional<String> fault = Manifest.fault(checkpoint.folder());
      if (fault.isEmpty()) {
        return Optional.of(checkpoint);
      }
      log.accept("Skipped " + checkpoint.folder() + ": " + fault.get());
    }
    return Optional.empty();
  }

  /**
   * The checkpoint of a name.
   *
   * @throws CheckpointException if there is none, or it is not whole
   */
  public SavedCheckpoint named(String name) throws IOException {
    SavedCheckpoint checkpoint =
        all().stream()
            .filter(c -> c.folder().endsWith(name))
            .findFirst()
            .orElseThrow(() -> new CheckpointException(noSuch(name)));
    Manifest.fault(checkpoint.folder())
        .ifPresent(
            fault -> {
              throw new CheckpointException(
                  checkpoint.folder()
                      + " can't be used: "
                      + fault
                      + ". Resume from another one, or from latest.");
            });
    return checkpoint;
  }

  private String noSuch(String name) {
    try {
      return folder
          + " holds no checkpoint "
          + name
          + "; it holds "
          + all().stream().map(c -> c.folder().getFileName().toString()).toList();
    } catch (IOException e) {
      return folder + " holds no checkpoint " + name;
    }
  }

  /**
   * Writes a checkpoint. A damaged one of the same number is set aside.
   *
   * @throws CheckpointException if it can't be written; nothing of it is left then, and others are
   *     untouched
   */
  public SavedCheckpoint save(int step, Content content) {
    Path place = folder.resolve(ModelsLayout.CHECKPOINT + step);
    Path temporary = beside(place, "tmp");
    try {
      Files.createDirectories(temporary);
      boundary.reached("folder made");
      CheckpointFolder checkpoint = new CheckpointFolder(temporary, boundary);
      content.write(checkpoint);
      checkpoint.seal();
      setAside(place);
      Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
      boundary.reached("renamed");
      Durable.syncFolder(folder);
      boundary.reached("rename synced");
      return new SavedCheckpoint(place, step);
    } catch (IOException | WeightsException e) {
      discard(temporary, e);
      throw new CheckpointException(
          "Can't write "
              + place
              + ": "
              + reason(e)
              + ". What was there before is kept: "
              + newest()
              + ". Make room on the disk or look at its permissions, and resume from latest.",
          e);
    }
  }

  /** The reason that the disk gave, without the name of a temporary file that is gone. */
  private static String reason(Exception e) {
    return String.valueOf(
        e.getCause() instanceof IOException cause ? cause.getMessage() : e.getMessage());
  }

  private void setAside(Path place) throws IOException {
    if (Files.exists(place)) {
      Path aside = beside(place, "damaged");
      Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE);
      log.accept("Moved the damaged " + place + " to " + aside);
    }
  }

  private String newest() {
    try {
      return all().stream().findFirst().map(c -> c.folder().toString()).orElse("no checkpoint yet");
    } catch (IOException e) {
      return folder.toString();
    }
  }

  private static void discard(Path temporary, Exception reason) {
    try {
      Folders.delete(temporary);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** Removes the checkpoints that a predicate doesn't keep, if they are this library's. */
  public void prune(Predicate<SavedCheckpoint> keep) throws IOException {
    for (SavedCheckpoint checkpoint : all()) {
      boolean ours = Files.isRegularFile(checkpoint.folder().resolve(Manifest.NAME));
      if (ours && !keep.test(checkpoint)) {
        Path aside = beside(checkpoint.folder(), "removed");
        Files.move(checkpoint.folder(), aside, StandardCopyOption.ATOMIC_MOVE);
        boundary.reached("old one renamed");
        Files.delete(aside.resolve(Manifest.NAME));
        boundary.reached("old one partly deleted");
        Folders.delete(aside);
        boundary.reached("old one deleted");
      }
    }
  }

  private static Path beside(Path place, String why) {
    return place.resolveSibling(place.getFileName() + "." + why + "-" + UUID.randomUUID());
  }

  private static int step(Path path) {
    Matcher name = NAME.matcher(path.getFileName().toString());
    return name.matches() ? Integer.parseInt(name.group(1)) : -1;
  }

  private List<Path> children(Predicate<String> names) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(Files::isDirectory)
          .filter(path -> names.test(path.getFileName().toString()))
          .sorted()
          .toList();
    }
  }
}
