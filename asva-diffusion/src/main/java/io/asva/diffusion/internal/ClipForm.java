package io.asva.diffusion.internal;

import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.AnimatorConfig;
import io.asva.diffusion.model.FrameSize;

/**
 * The form of a request's clips, with the animator's choice where the request makes none.
 *
 * @param frames of a clip
 * @param size of each
 */
record ClipForm(int frames, FrameSize size) {
  /**
   * The form of the clips that a request asks for.
   *
   * @throws io.asva.diffusion.AnimationException if the animator's number of frames is needed, and
   *     is out of range
   */
  static ClipForm of(AnimationRequest request, AnimatorConfig config) {
    return new ClipForm(request.frames(config.frames()), request.size().orElse(config.size()));
  }

  /** Frames a second. */
  double fps() {
    return frames / AnimationRequest.SECONDS;
  }

  /** How long a number of frames lasts. */
  double seconds(int count) {
    return count / fps();
  }
}
