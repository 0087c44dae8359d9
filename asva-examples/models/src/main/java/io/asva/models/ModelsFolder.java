package io.asva.models;

import io.asva.diffusion.model.PublishedDataset;
import io.asva.models.content.Content;
import io.asva.models.content.Content.Form;
import io.asva.models.download.Downloader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder that the published models lie in, or are to lie in: says which files purposes take, and
 * what is at their places. It reads no more of a file than its header, and opens no network.
 *
 * <pre>{@code
 * Listing listing = new ModelsFolder(Path.of("models"), "AVSync15").list(Set.of(Purpose.ANIMATE));
 * listing.lacking().forEach(file -> System.out.println(file.place()));
 * }</pre>
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class ModelsFolder {
  private final Path root;
  private final String dataset;
  private final Catalogue catalogue;

  /**
   * The files of a data set's model.
   *
   * @param root the folder in which the original would be run, or one that holds the parts itself
   * @param dataset the name of a published data set, in any case
   * @throws ModelsException if no model was published for that data set
   */
  public ModelsFolder(Path root, String dataset) {
    this(root, dataset, Catalogue.published());
  }

  /** The same with another catalogue. */
  public ModelsFolder(Path root, String dataset, Catalogue catalogue) {
    this.root = Objects.requireNonNull(root, "root");
    this.dataset =
        PublishedDataset.of(dataset)
            .map(PublishedDataset::folder)
            .orElseThrow(() -> new ModelsException(unpublished(dataset)));
    this.catalogue = Objects.requireNonNull(catalogue, "catalogue");
  }

  private static String unpublished(String dataset) {
    return "No model was published for the data set "
        + dataset
        + "; there are some for "
        + Stream.of(PublishedDataset.values())
            .map(PublishedDataset::folder)
            .collect(Collectors.joining(", "))
        + ".";
  }

  /** The folder. */
  public Path root() {
    return root;
  }

  /** The data set, as its folder is called. */
  public String dataset() {
    return dataset;
  }

  /**
   * Looks at the place of each file that purposes take.
   *
   * @throws io.asva.diffusion.model.ModelFolderException if there is no such folder
   */
  public Listing list(Set<Purpose> purposes) {
    Places places = new Places(root, dataset);
    List<Published> files = catalogue.files(purposes, dataset);
    Map<ModelPart, FileState> states = new EnumMap<>(ModelPart.class);
    for (Published file : files) {
      states.put(file.part(), state(file, file.part().place(places)));
    }
    Needs needs = new Needs(purposes, files, states);
    List<ListedFile> listed = new ArrayList<>();
    for (Published file : files) {
      FileState state = Objects.requireNonNull(states.get(file.part()), "each has its state");
      listed.add(ListedFile.of(file, file.part().place(places), state, needs.of(file)));
    }
    return new Listing(listed);
  }

  Catalogue catalogue() {
    return catalogue;
  }

  private static FileState state(Published published, Place place) {
    List<Path> files = place.files();
    if (files.isEmpty()) {
      return new FileState.Missing(Downloader.left(place.target(published.name(), Form.TORCH)));
    }
    long bytes = files.stream().mapToLong(ModelsFolder::size).sum();
    Content content = place.content(files);
    if (published.part().fits(content)) {
      return new FileState.Here(bytes);
    }
    if (content instanceof Content.CutShort || isShorter(content, bytes, published.size())) {
      return new FileState.CutShort(bytes);
    }
    return new FileState.OfAnotherKind(content.words());
  }

  /** A begin without a format of its own, such as that of an old pickle or of a list of merges. */
  private static boolean isShorter(Content content, long bytes, OptionalLong size) {
    return content instanceof Content.Unknown && size.isPresent() && bytes < size.getAsLong();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new ModelsException("Can't look at " + file + ": " + e, e);
    }
  }
}
