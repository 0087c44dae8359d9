package io.asva.media.dataset;

/** The kind of the lines in a list of videos. */
public enum ListType {
  /** A video: {@code category/file.mp4}. */
  VIDEO,
  /** A part of a video: {@code category/file.mp4,start,end}, in seconds. */
  CLIP
}
