package io.asva.diffusion.dataset;

/** The treatment of clips that a folder holds before a run. */
public enum Existing {
  /**
   * Those made with the same settings are kept, and the rest is made; with other settings, or
   * without their record, it is an error.
   */
  CONTINUE,
  /** All are removed, and everything is made anew. */
  START_ANEW
}
