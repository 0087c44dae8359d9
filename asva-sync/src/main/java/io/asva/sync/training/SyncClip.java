package io.asva.sync.training;

import io.asva.core.tensor.FloatTensor;
import java.util.List;

/**
 * The clips of one video as the classifier is trained on them.
 *
 * @param starts seconds at which they begin in the video, rising
 * @param audio spectrograms, (clips, 1, 128, 204)
 * @param video normalised frames, (clips, frames, 3, side, side)
 */
public record SyncClip(List<Double> starts, FloatTensor audio, FloatTensor video) {
  /** Copies the list. */
  public SyncClip {
    starts = List.copyOf(starts);
  }
}
