package io.asva.examples.cli;

import io.asva.diffusion.AnimationException;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.model.PublishedDataset;
import io.asva.diffusion.text.CategoryEncodings;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The categories that {@code --category} may name. */
final class Categories {
  private Categories() {}

  /**
   * A category of the data set; the only one where none is given.
   *
   * @param published the data set, if it is a published one
   * @throws AnimationException if the data set has no such category; the message lists what it has
   */
  static String require(
      ModelFolder folder, Optional<PublishedDataset> published, @Nullable String name) {
    Collection<String> known = new TreeSet<>(encoded(folder));
    published.ifPresent(dataset -> known.addAll(dataset.categories()));
    if (name == null || name.isEmpty()) {
      if (known.size() == 1) {
        return known.iterator().next();
      }
      throw new AnimationException("The words are missing: --category or --text." + list(known));
    }
    if (!known.isEmpty() && !known.contains(name) && !known.contains(name.replace('_', ' '))) {
      throw new AnimationException(
          folder.name() + " has no category \"" + name + "\"; use --text for it." + list(known));
    }
    return name;
  }

  private static List<String> encoded(ModelFolder folder) {
    return Files.exists(folder.textEncodings())
        ? CategoryEncodings.open(folder.textEncodings(), folder.classMapping()).names()
        : List.of();
  }

  private static String list(Collection<String> known) {
    return known.isEmpty() ? "" : " Categories: " + String.join(", ", known) + ".";
  }
}
