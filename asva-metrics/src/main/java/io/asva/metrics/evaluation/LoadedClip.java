package io.asva.metrics.evaluation;

import io.asva.core.tensor.FloatTensor;
import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.media.MediaNote;
import io.asva.metrics.MetricsException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clip as it was decoded, once for all metrics.
 *
 * @param planes (frames, 3, height, width), fitted, from 0 to 1
 * @param images the same frames as they were, where AV-Align is asked for; else none
 * @param audio beside them, if it was asked for
 * @param mel its spectrogram (1, 128, 204), if it was asked for
 * @param notes what a user should know
 */
record LoadedClip(
    FloatTensor planes,
    List<Image> images,
    @Nullable Audio audio,
    @Nullable FloatTensor mel,
    List<MediaNote> notes) {

  Audio requireAudio() {
    if (audio == null) {
      throw new MetricsException("This clip was read without its audio.");
    }
    return audio;
  }

  FloatTensor requireMel() {
    if (mel == null) {
      throw new MetricsException("This clip was read without its audio.");
    }
    return mel;
  }
}
