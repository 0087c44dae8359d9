package io.asva.sync;

import java.util.List;

/**
 * How well audio and a clip's frames move together.
 *
 * @param value the classifier's logit, any finite number; higher where they do. Only differences
 *     between scores of one classifier mean something
 * @param notes what a user should know of it
 */
public record SyncScore(double value, List<String> notes) {
  /**
   * Copies the list.
   *
   * @throws SyncException if the value is not a finite number
   */
  public SyncScore {
    Finite.require("the score", value);
    notes = List.copyOf(notes);
  }
}
