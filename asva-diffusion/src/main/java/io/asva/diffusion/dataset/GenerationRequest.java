package io.asva.diffusion.dataset;

import io.asva.diffusion.GuidanceScales;
import io.asva.diffusion.Sampling;
import io.asva.diffusion.model.FrameSize;
import io.asva.media.dataset.Dataset;
import io.asva.media.dataset.Split;
import java.util.Optional;

/**
 * Which data set to animate, how, and where to. Made by {@link #builder}.
 *
 * <p>Immutable, so safe for use by many threads and to be used again.
 *
 * @param dataset the data set
 * @param files where clips are written to
 * @param split which of its videos
 * @param category the category of all videos; that of each one's folder when absent
 * @param guidance how strongly audio and words guide
 * @param seed of the noise, which all clips share
 * @param sampling how clips are denoised: scheduler, steps, and what is left out in them
 * @param clips how many of each video, evenly spread
 * @param frames of a clip, which always lasts 2 s; the animator's when absent
 * @param size of the frames; the animator's when absent
 * @param existing what becomes of clips that are there
 */
public record GenerationRequest(
    Dataset dataset,
    GeneratedFiles files,
    Split split,
    Optional<String> category,
    GuidanceScales guidance,
    long seed,
    Sampling sampling,
    int clips,
    Optional<Integer> frames,
    Optional<FrameSize> size,
    Existing existing) {

  private static final int MOST_CLIPS = 1000;
  private static final int MOST_FRAMES = 48;

  /**
   * Checks the numbers.
   *
   * @throws GenerationException if one is out of range
   */
  public GenerationRequest {
    check("clips of a video", clips, 1, MOST_CLIPS);
    frames.ifPresent(count -> check("frames", count, 2, MOST_FRAMES));
  }

  private static void check(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new GenerationException(
          "The number of "
              + what
              + " must be from "
              + least
              + " to "
              + most
              + ", not "
              + value
              + ".");
    }
  }

  /** Steps of denoising. */
  public int steps() {
    return sampling.steps();
  }

  /** A request to fill in, with the original's choices. */
  public static GenerationRequestBuilder builder(Dataset dataset, GeneratedFiles files) {
    return new GenerationRequestBuilder(dataset, files);
  }
}
