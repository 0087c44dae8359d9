package io.asva.diffusion.text;

import io.asva.core.message.NearestNames;
import io.asva.diffusion.spi.TextException;
import java.util.Collection;
import java.util.List;

/** A category that a model doesn't know. The message lists those that it knows, and the nearest. */
public final class UnknownCategoryException extends TextException {
  private static final long serialVersionUID = 1L;
  private static final int NEAREST = 3;
  private static final int LONGEST = 60;

  private final String category;

  @SuppressWarnings("serial") // lists of List.of are
  private final List<String> nearest;

  /**
   * An error about a name.
   *
   * @param model what doesn't know it
   * @param category the name
   * @param known the names that there are
   * @param advice what to do about other texts, a sentence
   */
  public UnknownCategoryException(
      String model, String category, Collection<String> known, String advice) {
    this(
        model,
        category,
        known,
        advice,
        category.length() > LONGEST ? List.of() : NearestNames.of(category, known, NEAREST));
  }

  private UnknownCategoryException(
      String model,
      String category,
      Collection<String> known,
      String advice,
      List<String> nearest) {
    super(
        model
            + " has no category \""
            + shortened(category)
            + "\". It has: "
            + String.join(", ", known)
            + "."
            + (nearest.isEmpty() ? "" : " Nearest: " + String.join(", ", nearest) + ".")
            + " "
            + advice);
    this.category = category;
    this.nearest = nearest;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** The name that isn't known. */
  public String category() {
    return category;
  }

  /** Known names that differ little from it, the nearest first; at most three. */
  public List<String> nearest() {
    return nearest;
  }
}
