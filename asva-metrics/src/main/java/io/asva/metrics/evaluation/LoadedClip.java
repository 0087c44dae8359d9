package io.asva.metrics.evaluation;

import io.asva.core.tensor.FloatTensor;
import io.asva.media.MediaNote;
import io.asva.media.Picture;
import io.asva.media.Sound;
import io.asva.metrics.MetricsException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clip as it was decoded, once for all metrics.
 *
 * @param planes (frames, 3, height, width), fitted, from 0 to 1
 * @param pictures the same frames as they were, where AV-Align is asked for; else none
 * @param sound beside them, if it was asked for
 * @param mel its spectrogram (1, 128, 204), if it was asked for
 * @param notes what a user should know
 */
record LoadedClip(
    FloatTensor planes,
    List<Picture> pictures,
    @Nullable Sound sound,
    @Nullable FloatTensor mel,
    List<MediaNote> notes) {

  Sound requireSound() {
    if (sound == null) {
      throw new MetricsException("This clip was read without its sound.");
    }
    return sound;
  }

  FloatTensor requireMel() {
    if (mel == null) {
      throw new MetricsException("This clip was read without its sound.");
    }
    return mel;
  }
}
