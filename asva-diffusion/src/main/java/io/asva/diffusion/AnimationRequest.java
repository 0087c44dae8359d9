package io.asva.diffusion;

import io.asva.core.tensor.FloatTensor;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to animate and how. Made by {@link #builder()}.
 *
 * <p>Immutable, so safe for use by many threads and to be used again.
 *
 * @param picture the first frame, unless it comes from the video
 * @param sound the sound, unless it comes from the video
 * @param video a video that gives what the other two don't
 * @param prompt the words
 * @param guidance how strongly sound and words guide
 * @param seed of the noise
 * @param steps of denoising
 * @param clips how many clips, evenly spread over the sound
 * @param frames of a clip, which always lasts 2 s
 * @param size of the frames; the data set's when absent
 * @param imageNoise the autoencoder's draw, (1, channels, height / factor, width / factor); from
 *     the seed when absent
 * @param videoNoise the noise that denoising starts from, (1, channels, frames - 1, height /
 *     factor, width / factor); from the seed when absent
 */
public record AnimationRequest(
    Optional<PictureSource> picture,
    Optional<SoundSource> sound,
    Optional<Path> video,
    Prompt prompt,
    GuidanceScales guidance,
    long seed,
    int steps,
    int clips,
    int frames,
    Optional<FrameSize> size,
    Optional<FloatTensor> imageNoise,
    Optional<FloatTensor> videoNoise) {

  /** Seconds of a clip: what the audio encoder hears at once. */
  public static final double SECONDS = 2;

  /** Frames a second. */
  public double fps() {
    return frames / SECONDS;
  }

  /** A request to fill in. */
  public static AnimationRequestBuilder builder() {
    return new AnimationRequestBuilder();
  }
}
