package io.asva.diffusion.internal;

import io.asva.core.Progress;

/**
 * The progress of one of several clips, told as a part of them all: each stage goes from 0 to the
 * sum of all clips' steps without going back or staying.
 *
 * @param whole is told of it
 * @param clip number of the clip, from 0
 * @param clips how many there are
 */
record ClipProgress(Progress.Listener whole, int clip, int clips) implements Progress.Listener {
  @Override
  public void onProgress(Progress part) {
    if (part.step() > 0 || clip == 0) {
      whole.report(part.stage(), clip * part.total() + part.step(), clips * part.total());
    }
  }
}
