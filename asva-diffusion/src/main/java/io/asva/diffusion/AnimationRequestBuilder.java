package io.asva.diffusion;

import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.model.FrameSize;
import io.asva.media.Audio;
import io.asva.media.AudioSource;
import io.asva.media.Image;
import io.asva.media.ImageSource;
import io.asva.media.Images;
import io.asva.media.VideoSource;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Fills in an {@link AnimationRequest}. Every setter rejects what can't be at once.
 *
 * <p>Not safe for use by several threads.
 */
public final class AnimationRequestBuilder {
  private @Nullable ImageSource image;
  private @Nullable AudioSource audio;
  private @Nullable VideoSource video;
  private @Nullable Prompt prompt;
  private Prompt.@Nullable Text negativeText;
  private double audioGuidance = GuidanceScales.DEFAULT.audio();
  private double textGuidance = GuidanceScales.DEFAULT.text();
  private long seed = 123;
  private final SamplingBuilder sampling = Sampling.builder();
  private int clips = 1;
  private @Nullable Integer onlyClip;
  private @Nullable Length length;
  private @Nullable Windows windows;
  private @Nullable Integer frames;
  private @Nullable FrameSize size;
  private @Nullable FloatTensor imageNoise;
  private @Nullable FloatTensor videoNoise;

  private final UnaryOperator<AnimationRequest> check;

  /** A builder of requests to one animator, which checks each when it is built. */
  AnimationRequestBuilder(UnaryOperator<AnimationRequest> check) {
    this.check = check;
  }

  /** The image to animate, from a file. */
  public AnimationRequestBuilder image(Path file) {
    Objects.requireNonNull(file, "file");
    return image(ImageSource.file(file));
  }

  /** The image to animate. */
  public AnimationRequestBuilder image(BufferedImage image) {
    Objects.requireNonNull(image, "image");
    return image(Images.of(image));
  }

  /** The image to animate. */
  public AnimationRequestBuilder image(Image image) {
    Objects.requireNonNull(image, "image");
    return image(ImageSource.of(image));
  }

  /** The image to animate. */
  public AnimationRequestBuilder image(ImageSource source) {
    Objects.requireNonNull(source, "source");
    image = source;
    return this;
  }

  /** The audio to animate to, from a file. */
  public AnimationRequestBuilder audio(Path file) {
    Objects.requireNonNull(file, "file");
    return audio(AudioSource.file(file));
  }

  /** The audio to animate to. */
  public AnimationRequestBuilder audio(Audio samples) {
    Objects.requireNonNull(samples, "samples");
    return audio(AudioSource.of(samples));
  }

  /** The audio to animate to; clips are spread over what follows its start. */
  public AnimationRequestBuilder audio(AudioSource source) {
    Objects.requireNonNull(source, "source");
    audio = source;
    return this;
  }

  /** A video that gives the image, the audio, or both: whatever is not given otherwise. */
  public AnimationRequestBuilder video(Path file) {
    Objects.requireNonNull(file, "file");
    return video(VideoSource.file(file));
  }

  /**
   * A video that gives the image, the audio, or both: whatever is not given otherwise. Clips are
   * spread over what follows its start; frames in memory give the image only.
   */
  public AnimationRequestBuilder video(VideoSource source) {
    Objects.requireNonNull(source, "source");
    video = source;
    return this;
  }

  /** A category of the data set, such as "lions roaring". */
  public AnimationRequestBuilder category(String name) {
    Objects.requireNonNull(name, "name");
    prompt = new Prompt.Category(name);
    return this;
  }

  /**
   * Any text in place of a category; it needs the text encoder, which hears its first 75 tokens.
   *
   * @throws AnimationException if it has more than 10,000 characters
   */
  public AnimationRequestBuilder text(String text) {
    Objects.requireNonNull(text, "text");
    prompt = new Prompt.Text(text);
    return this;
  }

  /**
   * A text that guidance by text leads away from, in place of the empty one; it needs the text
   * encoder, and {@link #textGuidance} above 1.
   *
   * @throws AnimationException if it has more than 10,000 characters
   */
  public AnimationRequestBuilder negativeText(String text) {
    Objects.requireNonNull(text, "text");
    negativeText = new Prompt.Text(text);
    return this;
  }

  /**
   * How strongly the audio guides; 4 by default, 1 or less is no guidance.
   *
   * @throws AnimationException if it is negative, infinite or not a number
   */
  public AnimationRequestBuilder audioGuidance(double scale) {
    audioGuidance = new GuidanceScales(scale, 1).audio();
    return this;
  }

  /**
   * How strongly the words guide; 1 by default, which is no guidance.
   *
   * @throws AnimationException if it is negative, infinite or not a number
   */
  public AnimationRequestBuilder textGuidance(double scale) {
    textGuidance = new GuidanceScales(1, scale).text();
    return this;
  }

  /**
   * The seed of all noise; 123 by default. Every clip of a request starts from the same noise, as
   * in the original.
   */
  public AnimationRequestBuilder seed(long value) {
    seed = value;
    return this;
  }

  /**
   * Steps of denoising, 1 to 1000; 50 by default. What the scheduler can take may be less: see
   * {@link Animator#request}.
   *
   * @throws AnimationException if it is out of range
   */
  public AnimationRequestBuilder steps(int count) {
    sampling.steps(count);
    return this;
  }

  /**
   * A way of denoising that was found good; {@link Preset#EXACT} by default. What is set beside it
   * wins, whatever the order of the calls.
   */
  public AnimationRequestBuilder preset(Preset choice) {
    Objects.requireNonNull(choice, "choice");
    sampling.preset(choice);
    return this;
  }

  /**
   * A scheduler by its name, with the noise schedule of the model, in place of the animator's.
   *
   * @throws io.asva.diffusion.scheduler.SchedulerException if there is none of this name
   */
  public AnimationRequestBuilder scheduler(String name) {
    Objects.requireNonNull(name, "name");
    sampling.scheduler(name);
    return this;
  }

  /** In which steps guidance is applied; in all by default. */
  public AnimationRequestBuilder guidancePlan(GuidancePlan plan) {
    Objects.requireNonNull(plan, "plan");
    sampling.guidance(plan);
    return this;
  }

  /** Which features of the UNet are used again; none by default. */
  public AnimationRequestBuilder featureCache(FeatureCache choice) {
    Objects.requireNonNull(choice, "choice");
    sampling.cache(choice);
    return this;
  }

  /** Which steps are forecast, not evaluated; none by default. */
  public AnimationRequestBuilder forecast(Forecast choice) {
    Objects.requireNonNull(choice, "choice");
    sampling.forecast(choice);
    return this;
  }

  /** How it is denoised, all parts at once. */
  public AnimationRequestBuilder sampling(Sampling choice) {
    Objects.requireNonNull(choice, "choice");
    sampling.all(choice);
    return this;
  }

  /**
   * How many clips are made, evenly spread over the audio, 1 to 1000; by default one, from its
   * middle. All of them lie on the heap at once.
   *
   * @throws AnimationException if it is out of range
   */
  public AnimationRequestBuilder clips(int count) {
    clips = AnimationRequest.checkClips(count);
    return this;
  }

  /**
   * Makes only one of the {@link #clips}, which is the same as when all are made.
   *
   * @param number which one, from 0
   */
  public AnimationRequestBuilder onlyClip(int number) {
    onlyClip = number;
    return this;
  }

  /**
   * Makes one video of this length, from the start of the audio (or of its source); by default a
   * clip lasts the 2 s that the model makes at once. Where the audio ends before, silence follows.
   *
   * @param length 2 to 3600; rounded to whole frames
   * @throws AnimationException if it is out of range
   */
  public AnimationRequestBuilder seconds(double length) {
    return length(Length.of(length));
  }

  /** Makes one video as long as the audio from its source's start on, and 2 s at least. */
  public AnimationRequestBuilder wholeAudio() {
    return length(Length.WHOLE_AUDIO);
  }

  /** Makes one video of a length, from the start of the audio (or of its source). */
  public AnimationRequestBuilder length(Length choice) {
    Objects.requireNonNull(choice, "choice");
    length = choice;
    return this;
  }

  /**
   * How a video longer than 2 s is made of windows; {@link Windows#OVERLAP} by default.
   *
   * @see #seconds
   */
  public AnimationRequestBuilder windows(Windows choice) {
    Objects.requireNonNull(choice, "choice");
    windows = choice;
    return this;
  }

  /**
   * Frames in 2 s, 2 to 48; by default as many as the model was trained on, or 12 if it doesn't
   * say.
   *
   * @throws AnimationException if it is out of range
   */
  public AnimationRequestBuilder frames(int count) {
    frames = AnimationRequest.checkFrames(count);
    return this;
  }

  /**
   * Size of the frames in pixels; by default the data set's.
   *
   * @throws AnimationException if one is less than 1 or more than 2048
   */
  public AnimationRequestBuilder size(int height, int width) {
    size = new FrameSize(height, width);
    return this;
  }

  /**
   * The autoencoder's draw, standard normal, (1, channels, height / factor, width / factor), in
   * place of one from the seed.
   */
  public AnimationRequestBuilder imageNoise(FloatTensor noise) {
    Objects.requireNonNull(noise, "noise");
    imageNoise = noise;
    return this;
  }

  /**
   * The noise that denoising starts from, standard normal, (1, channels, frames - 1, height /
   * factor, width / factor), in place of that from the seed.
   */
  public AnimationRequestBuilder videoNoise(FloatTensor noise) {
    Objects.requireNonNull(noise, "noise");
    videoNoise = noise;
    return this;
  }

  /**
   * The finished request.
   *
   * @throws AnimationException if image, audio or words are missing, all of image, audio and video
   *     are given, only frames in memory are, which have no audio, or there is no clip of the
   *     number that is asked for
   * @throws io.asva.core.AsvaException if it was begun by {@link Animator#request}, and that
   *     animator can't carry it out
   */
  public AnimationRequest build() {
    if (prompt == null) {
      throw new AnimationException(
          "The words are missing: give a category(...) of the data set, or any text(...).");
    }
    return check.apply(
        new AnimationRequest(
            Optional.ofNullable(image),
            Optional.ofNullable(audio),
            Optional.ofNullable(video),
            prompt,
            Optional.ofNullable(negativeText),
            new GuidanceScales(audioGuidance, textGuidance),
            seed,
            sampling.build(),
            clips,
            Optional.ofNullable(onlyClip),
            Optional.ofNullable(length()),
            Optional.ofNullable(frames),
            Optional.ofNullable(size),
            Optional.ofNullable(imageNoise),
            Optional.ofNullable(videoNoise)));
  }

  private @Nullable Length length() {
    if (windows == null) {
      return length;
    }
    if (length == null) {
      throw new AnimationException(
          "windows(...) says how a longer video is made: give seconds(...) or wholeAudio(), too.");
    }
    return length.with(windows);
  }
}
