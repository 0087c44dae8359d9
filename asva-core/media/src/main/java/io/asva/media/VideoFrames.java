package io.asva.media;

import java.util.OptionalDouble;

/**
 * The decoded frames of a video, one after the other in the order they are seen. A frame is turned
 * into pixels only when its image is asked for, so skipping is cheap.
 *
 * <p>For one thread at a time. It holds native memory until it is closed.
 */
public interface VideoFrames extends AutoCloseable {
  /**
   * Goes to the next frame.
   *
   * @return false when there is none
   * @throws MediaException if the file is damaged
   */
  boolean next();

  /** The time of the current frame, on the axis that the frames were asked on. */
  Timestamp time();

  /**
   * The time of the frame after the current one in seconds, rounded to microseconds; nothing where
   * the current one is the last. The current frame stays.
   *
   * @throws MediaException if the file is damaged
   */
  OptionalDouble following();

  /** The current frame, upright. */
  Image image();

  /**
   * The current frame, upright, for whoever makes something else of it at once: the next one that
   * is lent has its pixels in the same array. So a video's frames take the memory of one, however
   * late dead arrays are collected.
   */
  Image lent();

  /** Frees native memory; again without effect. */
  @Override
  void close();
}
