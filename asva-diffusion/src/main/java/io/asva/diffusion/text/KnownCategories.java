package io.asva.diffusion.text;

import io.asva.core.layout.ModelsLayout;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.model.PublishedDataset;
import io.asva.diffusion.spi.TextException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The categories that a model was trained for: those with encodings beside it, those of its {@code
 * class_mapping.json}, and those of the published data set that it belongs to.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class KnownCategories {
  private final String model;
  private final Collection<String> names;
  private final Map<String, String> texts;
  private final String advice;

  private KnownCategories(
      String model, Collection<String> names, Map<String, String> texts, String advice) {
    this.model = model;
    this.advice = advice;
    this.names = Collections.unmodifiableCollection(names);
    this.texts = texts;
  }

  /**
   * The categories of a model folder.
   *
   * @throws TextException if the encodings or the mapping can't be used
   * @throws io.asva.core.weights.WeightsException if the encodings can't be read
   */
  public static KnownCategories of(ModelFolder folder) {
    Objects.requireNonNull(folder, "folder");
    return of(
        folder,
        Files.exists(folder.textEncodings())
            ? Optional.of(CategoryEncodings.open(folder.textEncodings(), folder.classMapping()))
            : Optional.empty());
  }

  static KnownCategories of(ModelFolder folder, Optional<CategoryEncodings> encodings) {
    Map<String, String> texts = CategoryEncodings.mapping(folder.classMapping());
    Collection<String> names = new TreeSet<>(texts.values());
    encodings.ifPresent(file -> names.addAll(file.names()));
    published(folder).ifPresent(dataset -> names.addAll(dataset.categories()));
    return new KnownCategories(folder.name(), names, texts, advice(folder));
  }

  private static String advice(ModelFolder folder) {
    return folder.hasTextEncoder()
        ? "Any other text can be given as a text, in place of a category."
        : "Other texts need a text encoder in "
            + folder.textEncoder()
            + " with a tokenizer in "
            + folder.tokenizer()
            + ".";
  }

  /**
   * A model in the original's layout is its data set's; a folder of parts may be called anything.
   */
  private static Optional<PublishedDataset> published(ModelFolder folder) {
    Path data = new ModelsLayout(folder.root()).dataset(folder.name());
    return data.equals(folder.classMapping().getParent())
        ? PublishedDataset.of(folder.name())
        : Optional.empty();
  }

  /** Their texts, sorted; none if nothing says what they are. */
  public Collection<String> names() {
    return names;
  }

  /** The only one, if there is one. */
  public Optional<String> sole() {
    return names.size() == 1 ? names.stream().findFirst() : Optional.empty();
  }

  /**
   * Does nothing if a category is known, or if none is: then nothing can be said of it.
   *
   * @param category its text, or its folder's name
   * @throws UnknownCategoryException if others are known, and this one is not
   */
  public void require(String category) {
    Objects.requireNonNull(category, "category");
    boolean known =
        names.isEmpty()
            || names.contains(category)
            || names.contains(category.replace('_', ' '))
            || texts.containsKey(category);
    if (!known) {
      throw new UnknownCategoryException(model, category, names, advice);
    }
  }

  /** The text of a category that is given by its folder's name; others are their own text. */
  String text(String category) {
    return texts.getOrDefault(category, category);
  }
}
