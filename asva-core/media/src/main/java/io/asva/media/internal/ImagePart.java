package io.asva.media.internal;

/**
 * A run of bytes of an image file.
 *
 * @param from position of the first
 * @param to position after the last
 */
record ImagePart(long from, long to) {
  long length() {
    return to - from;
  }
}
