package io.asva.examples.training.classifier;

import io.asva.examples.drawn.ClipLabels;
import io.asva.examples.training.data.Columns;
import io.asva.media.ClipSampling;

/**
 * The targets of the classifier's encoders for a clip: at each of its frames' times how loud it is,
 * how far what moves is from its rest, and how long ago something began.
 */
final class MotionCurves {
  private static final int CURVES = 3;

  private MotionCurves() {}

  /** How many numbers a clip has. */
  static int size(ClipSampling sampling) {
    return CURVES * sampling.frames();
  }

  /**
   * The numbers of a clip, frame by frame.
   *
   * @param start where it begins in its video, in seconds
   * @param into where they go
   * @param offset of the first of them
   */
  static void write(
      ClipLabels labels, ClipSampling sampling, double start, float[] into, int offset) {
    for (int i = 0; i < sampling.frames(); i++) {
      double time = start + i / sampling.fps();
      int at = offset + CURVES * i;
      into[at] = (float) Columns.at(labels.loudness(), time * labels.fps());
      into[at + 1] = (float) Columns.at(labels.motion(), time * labels.fps());
      into[at + 2] = (float) Columns.since(labels.onsets(), time);
    }
  }
}
