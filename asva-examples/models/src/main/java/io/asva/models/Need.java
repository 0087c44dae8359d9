package io.asva.models;

/** Whether a file is needed, given which others are there; the strongest first. */
public enum Need {
  /** Nothing is done without it. */
  NEEDED,
  /** All is done without it, though not in each case as the original does it. */
  OPTIONAL,
  /** Another file does its work. */
  SPARED
}
