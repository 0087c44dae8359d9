package io.asva.training;

import io.asva.core.random.CounterRandom;
import java.util.List;

/**
 * A numbered collection of examples that are loaded when they are needed, by many threads at a
 * time. Implementations must be safe for that.
 */
public interface Examples<E> {
  /** Number of examples. */
  int size();

  /** The name of an example, for messages and logs: its file. */
  String name(int index);

  /**
   * Loads an example.
   *
   * @param random for what is drawn with it (where a clip begins, whether it is flipped), from the
   *     seed and the example's place in the order of training alone
   * @throws io.asva.core.AsvaException if it can't be loaded; {@link BadExamples} says what happens
   *     then
   */
  E load(int index, CounterRandom random);

  /**
   * Takes what went wrong since the last call without keeping an example from being loaded, for the
   * log; asked for with each batch, on the thread of training. Nothing unless overridden.
   */
  default List<String> takeWarnings() {
    return List.of();
  }
}
