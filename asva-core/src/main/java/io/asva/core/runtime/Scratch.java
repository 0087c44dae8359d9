package io.asva.core.runtime;

/** The treatment of the memory that an evaluation computed in. */
public enum Scratch {
  /** It is kept for the next evaluation, which is faster so. */
  KEEP,
  /** It is given back to the system: the last evaluation for a while. */
  RELEASE
}
