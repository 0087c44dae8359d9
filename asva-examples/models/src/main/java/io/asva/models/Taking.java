package io.asva.models;

import io.asva.core.ProgressMonitor;
import io.asva.core.files.IfExists;
import io.asva.core.files.OutputFile;
import io.asva.diffusion.model.PublishedDataset;
import io.asva.models.content.Content;
import io.asva.models.content.Content.Form;
import io.asva.models.content.ContentReader;
import io.asva.models.download.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One call that takes files: which were known, and which belong to other data sets. */
final class Taking {
  private static final int BUFFER = 1 << 20;

  private final ModelsFolder folder;
  private final IfExists ifExists;
  private final ProgressMonitor monitor;
  private final Places places;
  private final List<PlacedFile> placed = new ArrayList<>();
  private final Set<String> others = new LinkedHashSet<>();

  Taking(ModelsFolder folder, IfExists ifExists, ProgressMonitor monitor) {
    this.folder = folder;
    this.ifExists = ifExists;
    this.monitor = monitor;
    this.places = new Places(folder.root(), folder.dataset());
  }

  /** Takes a file that is one of the models'. */
  PlacedFile take(Path file, Content content) throws IOException {
    String name = String.valueOf(file.getFileName());
    List<Published> fitting = fitting(content);
    if (fitting.isEmpty()) {
      throw new ModelsException(
          file + " is " + content.words() + ": none of the files that the models need.");
    }
    otherDataset(content, name).ifPresent(other -> refuse(file, other));
    return place(file, name, content, one(file.toString(), name, fitting));
  }

  private void refuse(Path file, String other) {
    throw new ModelsException(
        file
            + " belongs to "
            + other
            + ", and this is for "
            + folder.dataset()
            + ": give --dataset "
            + other
            + ".");
  }

  /** Takes a file out of several, if it is one of the models'. */
  void ifKnown(Path file, String name) throws IOException {
    monitor.check("looking at " + name);
    Content content = ContentReader.read(file);
    List<Published> fitting = fitting(content);
    if (fitting.isEmpty()) {
      return;
    }
    Optional<String> other = otherDataset(content, name);
    if (other.isPresent() && fitting.stream().anyMatch(f -> f.dataset().isPresent())) {
      others.add(other.get());
      return;
    }
    placed.add(place(file, name, content, one(name, lastName(name), fitting)));
  }

  /** The files that were taken out of several. */
  List<PlacedFile> some(Path from) {
    if (!placed.isEmpty()) {
      return List.copyOf(placed);
    }
    throw new ModelsException(
        from
            + " holds none of the files that "
            + folder.dataset()
            + "'s models need"
            + (others.isEmpty()
                ? "."
                : ", but some of " + String.join(", ", others) + ": name it with --dataset."));
  }

  private List<Published> fitting(Content content) {
    return folder.catalogue().files(EnumSet.allOf(Purpose.class), folder.dataset()).stream()
        .filter(file -> file.part().kind().fits(content))
        .toList();
  }

  /** The name decides only where content can't: one encoding of a text is like another. */
  private Published one(String file, String name, List<Published> fitting) {
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    return fitting.stream()
        .filter(f -> lastName(f.part().place(places).path().toString()).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelsException(
                    file
                        + " may be "
                        + fitting.stream()
                            .map(f -> f.part().title())
                            .collect(Collectors.joining(" or "))
                        + ", which nothing in it tells apart. Call it "
                        + fitting.stream()
                            .map(f -> lastName(f.part().place(places).path().toString()))
                            .collect(Collectors.joining(" or "))
                        + "."));
  }

  private static String lastName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  /** Another data set that a content's categories or a file's folders name. */
  private Optional<String> otherDataset(Content content, String name) {
    for (PublishedDataset dataset : PublishedDataset.values()) {
      if (!dataset.folder().equals(folder.dataset())
          && (DatasetMarks.areOf(dataset, content) || DatasetMarks.named(dataset, name))) {
        return Optional.of(dataset.folder());
      }
    }
    return Optional.empty();
  }

  private PlacedFile place(Path file, String name, Content content, Published published)
      throws IOException {
    requirePublished(file, published);
    Form form = content instanceof Content.Tensors t ? t.form() : Form.TORCH;
    Optional<String> usual = published.name().filter(n -> n.endsWith(form.ending()));
    Path place = published.part().place(places).target(usual, form);
    OutputFile.writeWithFolders(place, ifExists, temporary -> copy(file, temporary, name));
    return new PlacedFile(published.part(), name, place);
  }

  /** A file of the published size has the published hash, or it was damaged on its way. */
  private void requirePublished(Path file, Published published) throws IOException {
    Optional<Checksum> checksum = published.checksum();
    if (checksum.isPresent()
        && published.size().orElse(-1) == Files.size(file)
        && !checksum.get().matches(file, monitor)) {
      throw new ModelsException(
          file
              + " was damaged on its way: it has the size of "
              + published.part().title()
              + " as published, and not its hash, "
              + checksum.get()
              + ". Download it again.");
    }
  }

  private void copy(Path from, Path to, String name) throws IOException {
    byte[] buffer = new byte[BUFFER];
    int total = (int) Math.max(1, Files.size(from) >> 20);
    int done = 0;
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = Files.newOutputStream(to)) {
      for (int n = in.readNBytes(buffer, 0, BUFFER); n > 0; n = in.readNBytes(buffer, 0, BUFFER)) {
        monitor.check("copying " + name);
        out.write(buffer, 0, n);
        monitor.report("copying " + lastName(name) + " (MiB)", Math.min(++done, total), total);
      }
    }
  }
}
