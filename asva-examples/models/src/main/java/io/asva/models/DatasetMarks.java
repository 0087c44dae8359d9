package io.asva.models;

import io.asva.core.layout.ModelsLayout;
import io.asva.diffusion.model.PublishedDataset;
import io.asva.models.content.Content;
import io.asva.models.content.ContentKind;
import java.util.List;
import java.util.Locale;

/** Tells whose data set's files are: by the categories in them, else by their folders' names. */
final class DatasetMarks {
  private DatasetMarks() {}

  static boolean areOf(PublishedDataset dataset, Content content) {
    List<String> known = dataset.categories();
    if (content instanceof Content.Json json && ContentKind.CLASS_MAPPING.fits(content)) {
      return json.root().valueStream().allMatch(text -> known.contains(text.asText()));
    }
    return content instanceof Content.Tensors tensors
        && ContentKind.TEXT_ENCODINGS.fits(content)
        && tensors.weights().tensors().stream().allMatch(t -> known.contains(t.name()));
  }

  /** Whether a path has the data set's folder, or that of its experiment. */
  static boolean named(PublishedDataset dataset, String path) {
    String folder = dataset.folder().toLowerCase(Locale.ROOT);
    for (String name : path.toLowerCase(Locale.ROOT).split("[/\\\\]", -1)) {
      if (name.equals(folder) || name.startsWith(folder + ModelsLayout.CONDITIONED)) {
        return true;
      }
    }
    return false;
  }
}
