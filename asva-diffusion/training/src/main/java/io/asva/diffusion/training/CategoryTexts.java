package io.asva.diffusion.training;

import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.text.CategoryEncodings;
import io.asva.media.dataset.ClassMapping;
import io.asva.media.dataset.Dataset;
import io.asva.media.dataset.DatasetVideo;
import io.asva.training.TrainingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The encodings of the texts of a data set's categories: by the mapping where there is one, else by
 * the category's own name; a file of one encoding alone has it for all.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class CategoryTexts {
  private final Map<String, FloatTensor> encodings;
  private final int width;

  private CategoryTexts(Map<String, FloatTensor> encodings, int width) {
    this.encodings = encodings;
    this.width = width;
  }

  /** The width of an encoding's tokens. */
  int width() {
    return width;
  }

  /**
   * Reads the encodings of all categories that videos have.
   *
   * @throws TrainingException if the mapping's file is missing, or it or the encodings lack
   *     categories; the message lists them
   */
  static CategoryTexts of(AnimationDataConfig config, Collection<DatasetVideo> videos) {
    if (config.classMapping().filter(file -> !Files.exists(file)).isPresent()) {
      throw new TrainingException(
          "There is no file "
              + config.classMapping().get()
              + " with the texts of the categories; see train.dataset.class_mapping_json.");
    }
    Path file =
        config
            .textEncodings()
            .orElseThrow(
                () ->
                    new TrainingException(
                        "No encodings of the categories' texts are named; see"
                            + " train.dataset.class_text_encoding_mapping_pt."));
    Optional<ClassMapping> mapping = config.classMapping().map(ClassMapping::readIfThere);
    CategoryEncodings found =
        CategoryEncodings.open(
            file, config.classMapping().orElse(file.resolveSibling(".no-mapping")));
    boolean sole = mapping.isEmpty() && found.names().equals(List.of(Dataset.SOLE_CATEGORY));
    Map<String, FloatTensor> encodings = new HashMap<>();
    Set<String> missing = new TreeSet<>();
    Set<String> categories =
        videos.stream().map(DatasetVideo::category).collect(Collectors.toCollection(TreeSet::new));
    for (String category : categories) {
      String text =
          sole
              ? Dataset.SOLE_CATEGORY
              : mapping.map(m -> m.texts().getOrDefault(category, "")).orElse(category);
      Optional<FloatTensor> encoding = text.isEmpty() ? Optional.empty() : found.find(text);
      encoding.ifPresentOrElse(e -> encodings.put(category, e), () -> missing.add(category));
    }
    if (!missing.isEmpty()) {
      throw new TrainingException(
          "The categories "
              + missing
              + " have no encoding of their text: "
              + config
                  .classMapping()
                  .map(path -> path + " must map them to texts that " + file + " holds.")
                  .orElse(file + " must hold them."));
    }
    return new CategoryTexts(encodings, found.channels());
  }

  /** The encoding of a video's category, (1, 77, channels). */
  FloatTensor of(DatasetVideo video) {
    FloatTensor encoding = encodings.get(video.category());
    if (encoding == null) {
      throw new IllegalArgumentException("no video was of the category " + video.category());
    }
    return encoding;
  }
}
