package io.asva.core.media;

/**
 * Whether known slips of the original reader are reproduced. Figures that are compared with
 * published ones need them; nobody else does.
 */
public enum Protocol {
  /**
   * As the original read its files: a frame whose time was rounded down to a microsecond misses its
   * slot.
   */
  REFERENCE,
  /** The same without the slips. */
  CORRECTED
}
