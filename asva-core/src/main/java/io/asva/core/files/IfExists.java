package io.asva.core.files;

/** What is done when the file that is to be written is already there. */
public enum IfExists {
  /** Nothing is written, and it is an error. */
  FAIL,
  /** The old file is replaced when the new one is complete. */
  REPLACE
}
