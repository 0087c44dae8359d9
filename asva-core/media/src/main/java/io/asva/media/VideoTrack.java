package io.asva.media;

/**
 * The images of a file.
 *
 * @param width pixels in a row of the upright image
 * @param height rows of the upright image
 * @param fps average frames a second, 0 where unknown
 * @param seconds length of the images alone, 0 where unknown
 * @param rotation degrees clockwise by which the stored image is turned to stand upright: 0, 90,
 *     180 or 270
 */
public record VideoTrack(int width, int height, double fps, double seconds, int rotation) {
  /** The same with another length. */
  VideoTrack lasting(double length) {
    return new VideoTrack(width, height, fps, length, rotation);
  }
}
