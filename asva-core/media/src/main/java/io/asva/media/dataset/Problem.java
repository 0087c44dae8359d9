package io.asva.media.dataset;

/** A fault of a video in a data set. */
public enum Problem {
  /** There is no such file. */
  MISSING,
  /** It is damaged, cut short, or no video that can be decoded. */
  UNREADABLE,
  /** It has no audio track. */
  NO_AUDIO,
  /** It has no images. */
  NO_IMAGES,
  /** It is shorter than what it is used for needs. */
  TOO_SHORT,
  /** It has fewer frames a second than what it is used for needs. */
  TOO_FEW_FRAMES,
  /** Its audio track holds silence, and nothing else. */
  SILENT,
  /** The same part of the same video stands in the list before. */
  LISTED_TWICE,
  /** A video to be tested on is also one to be trained on. */
  TRAINED_ON,
  /** Its category has no text in {@code class_mapping.json}. */
  NO_TEXT
}
