package io.asva.serve.upload;

/** Kinds of files. */
public enum MediaKind {
  /** A still image. */
  IMAGE,
  /** Audio without images. */
  AUDIO,
  /** Moving images, with audio or without. */
  VIDEO
}
