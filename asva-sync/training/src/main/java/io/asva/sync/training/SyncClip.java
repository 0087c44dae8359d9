package io.asva.sync.training;

import io.asva.core.tensor.FloatTensor;
import java.util.List;

/**
 * The clips of one video as the classifier is trained on them.
 *
 * @param starts seconds at which they begin in the video, rising
 * @param audio spectrograms, (clips, 1, 128, 204)
 * @param frames of the clips
 */
public record SyncClip(List<Double> starts, FloatTensor audio, ClipFrames frames) {
  /** Copies the list. */
  public SyncClip {
    starts = List.copyOf(starts);
  }

  /** Normalised frames, (clips, frames, 3, side, side); a new array each time. */
  public FloatTensor video() {
    return frames.tensor();
  }
}
