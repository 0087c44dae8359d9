package io.asva.training;

import java.nio.file.Path;

/** From which checkpoint a run goes on. */
public sealed interface Resume {
  /** A new run; there must be no checkpoint yet. */
  static Resume none() {
    return new None();
  }

  /** The newest checkpoint that is whole; a new run if there is none at all. */
  static Resume latest() {
    return new Latest();
  }

  /**
   * A checkpoint by its folder's name.
   *
   * @param name {@code checkpoint-1000}, or a path that ends in it
   */
  static Resume from(String name) {
    return new Named(Path.of(name).normalize().getFileName().toString());
  }

  /** A new run. */
  record None() implements Resume {}

  /** The newest whole checkpoint. */
  record Latest() implements Resume {}

  /**
   * A checkpoint by name.
   *
   * @param name its folder's name
   */
  record Named(String name) implements Resume {}
}
