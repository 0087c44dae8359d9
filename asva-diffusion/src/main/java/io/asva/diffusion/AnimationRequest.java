package io.asva.diffusion;

import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.model.FrameSize;
import io.asva.media.AudioSource;
import io.asva.media.ImageSource;
import io.asva.media.VideoSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A request: the image and audio to animate, and how. Made by {@link #builder()}.
 *
 * <p>Immutable, so safe for use by many threads and to be used again.
 *
 * @param image the first frame, unless it comes from the video
 * @param audio the audio, unless it comes from the video; clips are spread over what follows its
 *     start
 * @param video a video that gives what the other two don't; clips are spread over what follows its
 *     start
 * @param prompt the words
 * @param negativeText what guidance by text leads away from; the empty text when absent
 * @param guidance how strongly audio and words guide
 * @param seed of the noise
 * @param sampling how it is denoised: scheduler, steps, and what is left out in them
 * @param clips how many clips, evenly spread over the audio
 * @param onlyClip the number of the one clip among them that is made, from 0; all when absent
 * @param length of the one video that is made of windows of 2 s; absent for clips of 2 s
 * @param frames in 2 s; as many as the model was trained on when absent
 * @param size of the frames; the data set's when absent
 * @param imageNoise the autoencoder's draw, (1, channels, height / factor, width / factor); from
 *     the seed when absent
 * @param videoNoise the noise that denoising starts from, (1, channels, frames - 1, height /
 *     factor, width / factor); from the seed when absent
 */
public record AnimationRequest(
    Optional<ImageSource> image,
    Optional<AudioSource> audio,
    Optional<VideoSource> video,
    Prompt prompt,
    Optional<Prompt.Text> negativeText,
    GuidanceScales guidance,
    long seed,
    Sampling sampling,
    int clips,
    Optional<Integer> onlyClip,
    Optional<Length> length,
    Optional<Integer> frames,
    Optional<FrameSize> size,
    Optional<FloatTensor> imageNoise,
    Optional<FloatTensor> videoNoise) {

  /** Seconds of a clip: what the audio encoder hears at once. */
  public static final double SECONDS = 2;

  private static final int MOST_FRAMES = 48;
  private static final int MOST_CLIPS = 1000;

  /**
   * Checks that there is something to do.
   *
   * @throws AnimationException if image or audio are missing, image, audio and video are all given,
   *     only frames in memory are, which have no audio, or a number is out of range
   */
  public AnimationRequest {
    checkSources(image.isPresent(), audio.isPresent(), video.isPresent());
    if (audio.isEmpty() && video.filter(VideoSource.Memory.class::isInstance).isPresent()) {
      throw new AnimationException(
          "The video is frames in memory, which have no audio: give audio(...).");
    }
    checkClips(clips);
    onlyClip.ifPresent(number -> checkNumber(number, clips));
    frames.ifPresent(AnimationRequest::checkFrames);
    if (negativeText.isPresent() && guidance.text() <= 1) {
      throw new AnimationException(
          "A negative text works through guidance by text: give textGuidance(...) above 1, too.");
    }
    if (length.isPresent() && (clips > 1 || onlyClip.isPresent())) {
      throw new AnimationException(
          "A video of any length is one clip from the start of its audio: leave clips(...) and onlyClip(...) out, or seconds(...).");
    }
    if (length.isPresent() && videoNoise.isPresent()) {
      throw new AnimationException(
          "videoNoise(...) is the noise of one window: leave it out where seconds(...) or wholeAudio() is given.");
    }
  }

  private static void checkSources(boolean image, boolean audio, boolean video) {
    if (image && audio && video) {
      throw new AnimationException(
          "Image, audio and video are all given. The video stands in for an image or audio that is not given: leave one of the three out.");
    }
    if (!video && !(image && audio)) {
      String missing = image ? "audio is" : audio ? "an image is" : "an image and audio are";
      throw new AnimationException(
          "There is nothing to animate: "
              + missing
              + " missing. Give image(...) and audio(...), or a video(...) in place of either.");
    }
  }

  static int checkClips(int count) {
    return checked("clips", count, 1, MOST_CLIPS);
  }

  private static void checkNumber(int number, int clips) {
    if (number < 0 || number >= clips) {
      throw new AnimationException(
          "There is no clip " + number + " of " + clips + "; they are numbered from 0.");
    }
  }

  static int checkFrames(int count) {
    return checked("frames", count, 2, MOST_FRAMES);
  }

  static int checked(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new AnimationException(
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
    return value;
  }

  /** Steps of denoising. */
  public int steps() {
    return sampling.steps();
  }

  /** How many clips are made: one or all. */
  public int made() {
    return onlyClip.isPresent() ? 1 : clips;
  }

  /**
   * Frames of a clip: those asked for, else the usual ones.
   *
   * @param usual how many a clip has where a request doesn't say it
   * @throws AnimationException if those are needed, and are out of range
   */
  public int frames(int usual) {
    return frames.orElseGet(() -> checkFrames(usual));
  }

  /** A request to fill in. */
  public static AnimationRequestBuilder builder() {
    return new AnimationRequestBuilder(UnaryOperator.identity());
  }
}
