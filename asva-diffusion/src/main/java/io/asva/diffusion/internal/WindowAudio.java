package io.asva.diffusion.internal;

import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.AnimationRequest;
import io.asva.media.AudioClips;
import java.util.ArrayList;
import java.util.List;

/** The audio of a video's windows. */
final class WindowAudio {
  private WindowAudio() {}

  /**
   * The audio of each window; silence where it ends before.
   *
   * @param waveform (channels, samples) at 16 kHz, from the video's first frame on. That of a video
   *     of one window is taken as it is
   */
  static List<FloatTensor> of(WindowPlan plan, ClipForm form, FloatTensor waveform) {
    if (plan.count() == 1) {
      return List.of(waveform);
    }
    int length = (int) Math.round(AnimationRequest.SECONDS * AudioClips.RATE);
    List<FloatTensor> windows = new ArrayList<>();
    for (int start : plan.starts()) {
      int from = (int) Math.round(form.seconds(start) * AudioClips.RATE);
      windows.add(part(waveform, from, length));
    }
    return windows;
  }

  private static FloatTensor part(FloatTensor waveform, int from, int length) {
    int channels = waveform.shape().dim(0);
    int begin = Math.min(from, waveform.shape().dim(1));
    int there = Math.min(length, waveform.shape().dim(1) - begin);
    FloatTensor found = waveform.narrow(1, begin, there);
    return there == length
        ? found
        : FloatTensor.concat(1, List.of(found, FloatTensor.zeros(channels, length - there)));
  }
}
