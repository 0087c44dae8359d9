package io.asva.training;

import java.util.List;
import java.util.function.Predicate;

/**
 * Which weights are trained, by parts of modules' names: a weight is, if the name of a module that
 * holds it, directly or further out, contains one of the parts. This is what the original's {@code
 * trainable_modules} means; its AVSyncD trains {@code _temp} and {@code _audio}.
 *
 * <p>Immutable.
 *
 * @param parts the parts of names; the empty text selects every weight
 */
public record TrainableModules(List<String> parts) implements Predicate<String> {
  /** Copies the list. */
  public TrainableModules {
    parts = List.copyOf(parts);
  }

  /** Every weight. */
  public static TrainableModules all() {
    return new TrainableModules(List.of(""));
  }

  /** Whether the weight of this name is trained. */
  @Override
  public boolean test(String weight) {
    // Any part of an outer module's name is one of the innermost module's name.
    String module = weight.substring(0, Math.max(0, weight.lastIndexOf('.')));
    return parts.stream().anyMatch(module::contains);
  }
}
