package io.asva.training;

/** The treatment of an example that can't be loaded. */
public enum BadExamples {
  /** Training ends with an error that names the example. */
  FAIL,
  /**
   * The next example of the epoch's order takes its place; it is reported once and counted. The
   * same replacement is made whenever the same examples are bad.
   */
  SKIP
}
