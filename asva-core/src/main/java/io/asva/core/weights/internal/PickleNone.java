package io.asva.core.weights.internal;

/** Python's None. */
enum PickleNone {
  /** The only one. */
  NONE
}
