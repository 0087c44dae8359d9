package io.asva.core.files;

/** The treatment of a file that is already there when it is to be written. */
public enum IfExists {
  /** Nothing is written, and it is an error. */
  FAIL,
  /** The old file is replaced when the new one is complete. */
  REPLACE
}
