package io.asva.media.internal;

/**
 * A run of bytes of a picture file.
 *
 * @param from position of the first
 * @param to position after the last
 */
record PicturePart(long from, long to) {
  long length() {
    return to - from;
  }
}
