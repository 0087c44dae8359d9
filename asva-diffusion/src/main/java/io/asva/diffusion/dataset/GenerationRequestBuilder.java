package io.asva.diffusion.dataset;

import io.asva.core.files.OutputPlace;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.GuidanceScales;
import io.asva.diffusion.Sampling;
import io.asva.diffusion.model.FrameSize;
import io.asva.media.dataset.Dataset;
import io.asva.media.dataset.Split;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills in a {@link GenerationRequest}; numbers are checked when it is built.
 *
 * <p>Not safe for use by several threads.
 */
public final class GenerationRequestBuilder {
  private final Dataset dataset;
  private final GeneratedFiles files;
  private Split split = Split.TEST;
  private @Nullable String category;
  private GuidanceScales guidance = GuidanceScales.DEFAULT;
  private long seed;
  private Sampling sampling = Sampling.builder().build();
  private int clips = 3;
  private @Nullable Integer frames;
  private @Nullable FrameSize size;
  private Existing existing = Existing.CONTINUE;

  GenerationRequestBuilder(Dataset dataset, GeneratedFiles files) {
    this.dataset = dataset;
    this.files = files;
  }

  /** Which videos are animated; those to test on by default. */
  public GenerationRequestBuilder split(Split choice) {
    Objects.requireNonNull(choice, "choice");
    split = choice;
    return this;
  }

  /** The category of all videos, in place of that of each one's folder. */
  public GenerationRequestBuilder category(String text) {
    Objects.requireNonNull(text, "text");
    category = text;
    return this;
  }

  /** How strongly audio and words guide; audio 4, words 1 by default. */
  public GenerationRequestBuilder guidance(GuidanceScales scales) {
    Objects.requireNonNull(scales, "scales");
    guidance = scales;
    return this;
  }

  /** The seed of the noise that all clips start from; 0 by default. */
  public GenerationRequestBuilder seed(long value) {
    seed = value;
    return this;
  }

  /**
   * Steps of denoising; 50 by default.
   *
   * @throws io.asva.diffusion.AnimationException if it is not from 1 to 1000
   */
  public GenerationRequestBuilder steps(int count) {
    sampling = Sampling.builder().all(sampling).steps(count).build();
    return this;
  }

  /** How clips are denoised, in place of what was chosen before; exactly by default. */
  public GenerationRequestBuilder sampling(Sampling choice) {
    Objects.requireNonNull(choice, "choice");
    sampling = choice;
    return this;
  }

  /** Clips of each video; 3 by default. */
  public GenerationRequestBuilder clips(int count) {
    clips = count;
    return this;
  }

  /** Frames of a clip, in place of the animator's number. They always span 2 s. */
  public GenerationRequestBuilder frames(int count) {
    frames = count;
    return this;
  }

  /**
   * Frames of a clip and their rate, which must make the 2 s that clips span.
   *
   * @throws GenerationException if they make another length
   */
  public GenerationRequestBuilder frames(int count, double fps) {
    if (count != fps * AnimationRequest.SECONDS) {
      throw new GenerationException(
          "A clip lasts 2 s, what the audio encoder hears at once: --video_num_frame must be twice"
              + " --video_fps, not "
              + count
              + " frames at "
              + fps
              + ".");
    }
    return frames(count);
  }

  /** The size of the frames, in place of the animator's. */
  public GenerationRequestBuilder size(FrameSize choice) {
    Objects.requireNonNull(choice, "choice");
    size = choice;
    return this;
  }

  /** Sets the treatment of clips that are there; the run goes on after them by default. */
  public GenerationRequestBuilder existing(Existing choice) {
    Objects.requireNonNull(choice, "choice");
    existing = choice;
    return this;
  }

  /**
   * The finished request.
   *
   * @throws GenerationException if a number is out of range, or the folder can't be written to
   */
  public GenerationRequest build() {
    OutputPlace.folder(files.videos())
        .ifPresent(
            reason -> {
              throw new GenerationException(reason);
            });
    return new GenerationRequest(
        dataset,
        files,
        split,
        Optional.ofNullable(category),
        guidance,
        seed,
        sampling,
        clips,
        Optional.ofNullable(frames),
        Optional.ofNullable(size),
        existing);
  }
}
