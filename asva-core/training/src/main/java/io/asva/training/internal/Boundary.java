package io.asva.training.internal;

import java.io.IOException;

/** Is told of each moment of writing a checkpoint at which a process may die: tests stop there. */
@FunctionalInterface
public interface Boundary {
  /** Goes on. */
  Boundary NONE = where -> {};

  /**
   * Called between two changes on the disk.
   *
   * @param where what has just happened
   * @throws IOException in place of the disk
   */
  void reached(String where) throws IOException;
}
