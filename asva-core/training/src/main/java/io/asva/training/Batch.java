package io.asva.training;

import java.util.List;

/**
 * Examples that go through a network together.
 *
 * @param examples what was loaded
 * @param names the examples' names, for messages
 */
public record Batch<E>(List<E> examples, List<String> names) {
  /** Copies the lists. */
  public Batch {
    examples = List.copyOf(examples);
    names = List.copyOf(names);
  }

  /** Number of examples. */
  public int size() {
    return examples.size();
  }
}
