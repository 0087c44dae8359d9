package io.asva.diffusion.model;

import io.asva.core.layout.ModelsLayout;
import io.asva.media.dataset.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The data sets that models were published for, with the original's choices for each. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are List.of
public enum PublishedDataset {
  /** Fifteen categories of synchronised audio clips. */
  AVSYNC15(
      "AVSync15",
      37000,
      new FrameSize(256, 256),
      List.of(
          "baby babbling crying",
          "dog barking",
          "hammering",
          "striking bowling",
          "cap gun shooting",
          "chicken crowing",
          "frog croaking",
          "lions roaring",
          "machine gun shooting",
          "playing cello",
          "playing trombone",
          "playing trumpet",
          "playing violin fiddle",
          "sharpen knife",
          "toilet flushing")),
  /** Nine kinds of landscape. */
  LANDSCAPES(
      "Landscapes",
      24000,
      new FrameSize(256, 256),
      List.of(
          "explosion",
          "fire crackling",
          "raining",
          "splashing water",
          "squishing water",
          "thunder",
          "underwater bubbling",
          "waterfall burbling",
          "wind noise")),
  /** A drum stick that hits things. */
  THE_GREATEST_HITS(
      "TheGreatestHits", 16000, new FrameSize(128, 256), List.of("hitting with a stick"));

  private final String folder;
  private final int checkpoint;
  private final FrameSize size;
  private final List<String> categories;

  PublishedDataset(String folder, int checkpoint, FrameSize size, List<String> categories) {
    this.folder = folder;
    this.checkpoint = checkpoint;
    this.size = size;
    this.categories = categories;
  }

  /** Its name, as its folder is called. */
  public String folder() {
    return folder;
  }

  /** The number of the published checkpoint. */
  public int checkpoint() {
    return checkpoint;
  }

  /** The size of its videos. */
  public FrameSize size() {
    return size;
  }

  /** Its categories. */
  public List<String> categories() {
    return categories;
  }

  /**
   * Opens the data set that a name means: a published one or another below {@code datasets} of the
   * models' folder; where there is none, the name is a folder's path.
   *
   * @param name in any case where it is a published one's
   * @param models the folder in which the original was run
   * @throws io.asva.media.dataset.DatasetException if there is neither, or it can't be used
   */
  public static Dataset open(String name, Path models) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(models, "models");
    Path named =
        new ModelsLayout(models).dataset(of(name).map(PublishedDataset::folder).orElse(name));
    Path path = Path.of(name);
    return Dataset.open(!Files.isDirectory(named) && Files.isDirectory(path) ? path : named);
  }

  /** The data set of that name, in any case. */
  public static Optional<PublishedDataset> of(String name) {
    return Arrays.stream(values()).filter(d -> d.folder.equalsIgnoreCase(name)).findFirst();
  }
}
