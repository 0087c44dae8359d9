package io.asva.media.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A data set of videos in a folder: one of the published ones, any other with the same layout, or a
 * plain folder of videos.
 *
 * <p>Immutable, so safe for use by many threads. Lists are read when they are asked for.
 */
public final class Dataset {
  /** The one category of TheGreatestHits. */
  public static final String SOLE_CATEGORY = "hitting with a stick";

  private static final String ENCODINGS = "class_clip_text_encodings_stable-diffusion-v1-5";
  private static final String MAPPING = "class_mapping.json";
  private static final String VIDEOS = "videos";
  private static final String GREATEST_HITS = "TheGreatestHits";

  private final Path folder;
  private final Layout layout;
  private final ClassMapping mapping;

  private Dataset(Path folder, Layout layout, ClassMapping mapping) {
    this.folder = folder;
    this.layout = layout;
    this.mapping = mapping;
  }

  /**
   * Opens a folder and recognises its layout: folders {@code videos/train} or {@code videos/test}
   * that the lists' names are relative to make it {@link Layout#LANDSCAPES}; without lists it is a
   * plain {@link Layout#FOLDER}; with {@code class_mapping.json} it is {@link Layout#AVSYNC15};
   * with encodings alone, or called TheGreatestHits, it is {@link Layout#THE_GREATEST_HITS}; else
   * {@link Layout#VGGSS}.
   *
   * @throws DatasetException if there is no such folder, or a file that says what it holds can't be
   *     used
   */
  public static Dataset open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetException(
          "There is no data set in " + folder + ": there is no such folder.");
    }
    return new Dataset(folder, recognise(folder), ClassMapping.readIfThere(mappingIn(folder)));
  }

  private static Layout recognise(Path folder) {
    boolean lists = hasList(folder, Split.TRAIN) || hasList(folder, Split.TEST);
    boolean splitFolders =
        lists
            ? isSplit(folder, Split.TRAIN) || isSplit(folder, Split.TEST)
            : Files.isDirectory(videosOf(folder, Split.TRAIN))
                && Files.isDirectory(videosOf(folder, Split.TEST));
    if (splitFolders) {
      return Layout.LANDSCAPES;
    }
    if (!lists) {
      return Layout.FOLDER;
    }
    if (Files.exists(mappingIn(folder))) {
      return Layout.AVSYNC15;
    }
    boolean sole = name(folder).equalsIgnoreCase(GREATEST_HITS);
    return sole || Files.exists(encodingsIn(folder)) ? Layout.THE_GREATEST_HITS : Layout.VGGSS;
  }

  private static boolean hasList(Path folder, Split split) {
    return Files.exists(folder.resolve(split.list()));
  }

  /** Whether a split has videos of its own; "train" may also be a category, of locomotives. */
  private static boolean isSplit(Path folder, Split split) {
    Path videos = videosOf(folder, split);
    if (!hasList(folder, split) || !Files.isDirectory(videos)) {
      return false;
    }
    List<DatasetVideo> listed =
        VideoList.read(folder.resolve(split.list()), videos, ListType.VIDEO).videos();
    return listed.stream().noneMatch(video -> video.category().equals(split.folder()));
  }

  private static Path videosOf(Path folder, Split split) {
    return folder.resolve(VIDEOS).resolve(split.folder());
  }

  /** Where a data set's folder has its encodings of texts: safetensors, else {@code .pt}. */
  public static Path encodingsIn(Path folder) {
    Path safe = newEncodingsIn(folder);
    return Files.exists(safe) ? safe : folder.resolve(ENCODINGS + ".pt");
  }

  /** Where encodings of texts are to be written that a data set's folder lacks. */
  public static Path newEncodingsIn(Path folder) {
    return folder.resolve(ENCODINGS + ".safetensors");
  }

  /** Where a data set's folder has the texts of its categories. */
  public static Path mappingIn(Path folder) {
    return folder.resolve(MAPPING);
  }

  private static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  /** The name of its folder. */
  public String name() {
    return name(folder);
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** How it is arranged. */
  public Layout layout() {
    return layout;
  }

  /** The folder that the names of a split's videos are relative to. */
  public Path videoRoot(Split split) {
    Path videos = folder.resolve(VIDEOS);
    return switch (layout) {
      case LANDSCAPES -> videos.resolve(split.folder());
      case FOLDER -> Files.isDirectory(videos) ? videos : folder;
      case AVSYNC15, THE_GREATEST_HITS, VGGSS -> videos;
    };
  }

  /** The list of a split, which a plain folder doesn't have. */
  public Path list(Split split) {
    return folder.resolve(split.list());
  }

  /** The videos of a split; in a plain folder all are in both. */
  public VideoList videos(Split split) {
    return videos(split, ListType.VIDEO);
  }

  /**
   * The videos of a split.
   *
   * @param type what the lines of its list hold; without a list of no meaning
   * @throws DatasetException if there is none, or its list can't be used
   */
  public VideoList videos(Split split, ListType type) {
    boolean unlisted = layout == Layout.FOLDER || (layout == Layout.LANDSCAPES && !hasAnyList());
    return unlisted
        ? VideoList.ofFolder(videoRoot(split))
        : VideoList.read(list(split), videoRoot(split), type);
  }

  private boolean hasAnyList() {
    return hasList(folder, Split.TRAIN) || hasList(folder, Split.TEST);
  }

  /**
   * The text of a category: what {@code class_mapping.json} says, the only text there is in {@link
   * Layout#THE_GREATEST_HITS}, or the category itself.
   */
  public String text(String category) {
    return layout == Layout.THE_GREATEST_HITS
        ? SOLE_CATEGORY
        : mapping.texts().getOrDefault(category, category);
  }

  /** The texts of its categories by their folders' names; empty where no file has them. */
  public ClassMapping mapping() {
    return mapping;
  }

  /** The file of encodings of texts; it need not exist. */
  public Path textEncodings() {
    return encodingsIn(folder);
  }

  /** The file of the categories' texts; it need not exist. */
  public Path classMapping() {
    return mappingIn(folder);
  }
}
