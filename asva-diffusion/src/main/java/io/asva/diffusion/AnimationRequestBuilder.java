package io.asva.diffusion;

import io.asva.core.media.Picture;
import io.asva.core.media.Pictures;
import io.asva.core.media.Sound;
import io.asva.core.tensor.FloatTensor;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills in an {@link AnimationRequest}. Every setter rejects what can't be at once.
 *
 * <p>Not safe for use by several threads.
 */
public final class AnimationRequestBuilder {
  private static final int MOST_FRAMES = 48;
  private static final int MOST_STEPS = 1000;
  private static final int MOST_CLIPS = 1000;

  private @Nullable PictureSource picture;
  private @Nullable SoundSource sound;
  private @Nullable Path video;
  private @Nullable Prompt prompt;
  private double audioGuidance = GuidanceScales.DEFAULT.audio();
  private double textGuidance = GuidanceScales.DEFAULT.text();
  private long seed = 123;
  private int steps = 50;
  private int clips = 1;
  private int frames = 12;
  private @Nullable FrameSize size;
  private @Nullable FloatTensor imageNoise;
  private @Nullable FloatTensor videoNoise;

  AnimationRequestBuilder() {}

  /** The picture to animate, from a file. */
  public AnimationRequestBuilder image(Path file) {
    picture = new PictureSource.File(file);
    return this;
  }

  /** The picture to animate. */
  public AnimationRequestBuilder image(BufferedImage image) {
    return image(Pictures.of(image));
  }

  /** The picture to animate. */
  public AnimationRequestBuilder image(Picture image) {
    picture = new PictureSource.Memory(image);
    return this;
  }

  /** The sound to animate to, from a file. */
  public AnimationRequestBuilder audio(Path file) {
    sound = new SoundSource.File(file);
    return this;
  }

  /** The sound to animate to. */
  public AnimationRequestBuilder audio(Sound samples) {
    sound = new SoundSource.Memory(samples);
    return this;
  }

  /** A video that gives the picture, the sound, or both: whatever is not given otherwise. */
  public AnimationRequestBuilder video(Path file) {
    video = file;
    return this;
  }

  /** A category of the data set, such as "lions roaring". */
  public AnimationRequestBuilder category(String name) {
    prompt = new Prompt.Category(name);
    return this;
  }

  /** Any text in place of a category; it needs the text encoder. */
  public AnimationRequestBuilder text(String text) {
    prompt = new Prompt.Text(text);
    return this;
  }

  /**
   * How strongly the sound guides; 4 by default, 1 or less is no guidance.
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

  /** Steps of denoising, 1 to 1000; 50 by default. */
  public AnimationRequestBuilder steps(int count) {
    steps = checked("steps", count, 1, MOST_STEPS);
    return this;
  }

  /**
   * How many clips are made, evenly spread over the sound, 1 to 1000; by default one, from its
   * middle.
   */
  public AnimationRequestBuilder clips(int count) {
    clips = checked("clips", count, 1, MOST_CLIPS);
    return this;
  }

  /** Frames of a clip, 2 to 48; 12 by default. They always span 2 s. */
  public AnimationRequestBuilder frames(int count) {
    frames = checked("frames", count, 2, MOST_FRAMES);
    return this;
  }

  /** Size of the frames in pixels; by default the data set's. */
  public AnimationRequestBuilder size(int height, int width) {
    size = new FrameSize(height, width);
    return this;
  }

  /**
   * The autoencoder's draw, standard normal, (1, channels, height / factor, width / factor), in
   * place of one from the seed.
   */
  public AnimationRequestBuilder imageNoise(FloatTensor noise) {
    imageNoise = noise;
    return this;
  }

  /**
   * The noise that denoising starts from, standard normal, (1, channels, frames - 1, height /
   * factor, width / factor), in place of that from the seed.
   */
  public AnimationRequestBuilder videoNoise(FloatTensor noise) {
    videoNoise = noise;
    return this;
  }

  private static int checked(String what, int value, int least, int most) {
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

  /**
   * The finished request.
   *
   * @throws AnimationException if picture, sound or words are missing, or all of picture, sound and
   *     video are given
   */
  public AnimationRequest build() {
    if (picture != null && sound != null && video != null) {
      throw new AnimationException(
          "Picture, sound and video are all given. The video stands in for a picture or a sound that is not given: leave one of the three out.");
    }
    if (video == null && (picture == null || sound == null)) {
      String missing =
          picture == null && sound == null
              ? "a picture and a sound"
              : picture == null ? "a picture" : "a sound";
      throw new AnimationException(
          "There is nothing to animate: "
              + missing
              + " is missing. Give image(...) and audio(...), or a video(...) in place of either.");
    }
    if (prompt == null) {
      throw new AnimationException(
          "The words are missing: give a category(...) of the data set, or any text(...).");
    }
    return new AnimationRequest(
        Optional.ofNullable(picture),
        Optional.ofNullable(sound),
        Optional.ofNullable(video),
        prompt,
        new GuidanceScales(audioGuidance, textGuidance),
        seed,
        steps,
        clips,
        frames,
        Optional.ofNullable(size),
        Optional.ofNullable(imageNoise),
        Optional.ofNullable(videoNoise));
  }
}
