package io.asva.examples.cli;

import io.asva.diffusion.AnimationException;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.text.KnownCategories;
import io.asva.diffusion.text.UnknownCategoryException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The category that {@code --category} names, before networks are opened. */
final class Categories {
  private Categories() {}

  /**
   * A category of a model; the only one where none is given.
   *
   * @throws AnimationException if the model has no such category; the message lists what it has
   */
  static String require(ModelFolder folder, @Nullable String name) {
    KnownCategories known = KnownCategories.of(folder);
    if (name == null || name.isEmpty()) {
      return known
          .sole()
          .orElseThrow(
              () ->
                  new AnimationException(
                      "The words are missing: --category or --text." + list(known.names())));
    }
    try {
      known.require(name);
      return name;
    } catch (UnknownCategoryException e) {
      throw new AnimationException(e.getMessage() + " The options are --category and --text.", e);
    }
  }

  private static String list(Collection<String> known) {
    return known.isEmpty() ? "" : " Categories: " + String.join(", ", known) + ".";
  }
}
