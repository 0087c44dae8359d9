package io.asva.core.dataset;

/** What a line of a list of videos holds. */
public enum ListType {
  /** A video: {@code category/file.mp4}. */
  VIDEO,
  /** A part of a video: {@code category/file.mp4,start,end}, in seconds. */
  CLIP
}
