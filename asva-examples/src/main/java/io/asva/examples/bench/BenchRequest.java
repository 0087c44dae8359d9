package io.asva.examples.bench;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A choice of what is to be measured.
 *
 * @param models a folder with the models' parts; without one, networks of the published size with
 *     weights of a recipe, which take as long
 * @param dataset whose model, where the folder has the original's layout
 * @param steps of the clips that are estimated
 */
public record BenchRequest(Optional<Path> models, Optional<String> dataset, int steps) {
  /** Rejects numbers of steps less than 1. */
  public BenchRequest {
    if (steps < 1) {
      throw new IllegalArgumentException("the number of steps must be at least 1, not " + steps);
    }
  }
}
