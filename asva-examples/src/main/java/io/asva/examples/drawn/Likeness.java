package io.asva.examples.drawn;

import io.asva.media.Image;
import io.asva.media.Video;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * How like a video is the clip that is drawn of the same image to the same sound, which is taken
 * for the truth: frame by frame, over the pixels that move in the drawn clip. The first frame is
 * left out, since it is given.
 *
 * <p>Immutable, so safe for use by many threads.
 *
 * @param frames the figures of each frame after the first, of one video or of several
 */
public record Likeness(List<Frame> frames) {
  /** The largest difference of a colour that counts as kept, as a share of the drawn colour. */
  public static final double SAME_COLOUR = 0.1;

  private static final double TENTH = 0.1;
  private static final double HIGHEST_PSNR = 50;

  /**
   * One frame's figures.
   *
   * @param psnr peak signal-to-noise ratio in dB over the pixels that move; 50 at most, so that
   *     equal frames have one
   * @param ssim structural similarity of the same pixels, -1 to 1
   * @param colourError by how much the mean colour where the moving thing is in the drawn frame
   *     differs from its drawn colour, as a share of that one's length in RGB; none where the thing
   *     can't be told from what is behind it
   * @param motion how far the thing is from its rest in the drawn frame
   */
  public record Frame(double psnr, double ssim, Optional<Double> colourError, double motion) {}

  /** Copies the list. */
  public Likeness {
    frames = List.copyOf(frames);
  }

  /**
   * Compares a video with the clip of a scene.
   *
   * @param video frames of one size, the first at the sound's beginning
   */
  public static Likeness of(DrawnScene scene, Video video) {
    int frames = video.frames().size();
    return of(scene, scene.clip(0, frames, video.fps(), video.width(), video.height()), video);
  }

  /**
   * Compares a video with another that is taken for the truth.
   *
   * @param scene what both are of
   * @param drawn the truth
   */
  public static Likeness of(DrawnScene scene, Video drawn, Video video) {
    BitSet moving = MotionAgreement.movingPixels(drawn);
    Image empty = scene.withoutNamed(video.width(), video.height());
    List<Frame> frames = new ArrayList<>();
    for (int k = 1; k < drawn.frames().size() && !moving.isEmpty(); k++) {
      Image truth = drawn.frames().get(k);
      Image found = video.frames().get(k);
      BitSet thing = MotionAgreement.differentPixels(empty, truth);
      thing.and(moving);
      frames.add(
          new Frame(
              psnr(truth, found, moving),
              StructuralSimilarity.mean(truth, found, moving),
              colourError(truth, found, thing),
              scene.motion(k / video.fps())));
    }
    return new Likeness(frames);
  }

  /** The figures of several videos' frames together. */
  public static Likeness of(Collection<Likeness> videos) {
    return new Likeness(videos.stream().flatMap(video -> video.frames().stream()).toList());
  }

  /** The peak signal-to-noise ratio of an image in dB, over all pixels; 50 at most. */
  public static double psnr(Image truth, Image found) {
    BitSet all = new BitSet();
    all.set(0, truth.width() * truth.height());
    return psnr(truth, found, all);
  }

  private static double psnr(Image truth, Image found, BitSet pixels) {
    double squares = 0;
    for (int i = pixels.nextSetBit(0); i >= 0; i = pixels.nextSetBit(i + 1)) {
      for (int c = 3 * i; c < 3 * i + 3; c++) {
        double difference = (truth.rgb()[c] & 0xFF) - (found.rgb()[c] & 0xFF);
        squares += difference * difference;
      }
    }
    double mean = squares / (3.0 * pixels.cardinality());
    return Math.min(HIGHEST_PSNR, 10 * Math.log10(255 * 255 / mean));
  }

  private static Optional<Double> colourError(Image truth, Image found, BitSet thing) {
    if (thing.isEmpty()) {
      return Optional.empty();
    }
    double error = 0;
    double length = 0;
    for (int channel = 0; channel < 3; channel++) {
      double drawn = mean(truth, thing, channel);
      double difference = mean(found, thing, channel) - drawn;
      error += difference * difference;
      length += drawn * drawn;
    }
    return Optional.of(Math.sqrt(error / Math.max(1, length)));
  }

  private static double mean(Image image, BitSet pixels, int channel) {
    return pixels.stream()
        .mapToDouble(i -> image.rgb()[3 * i + channel] & 0xFF)
        .average()
        .orElse(0);
  }

  /** The frames in which the thing is at least so far from its rest. */
  public Likeness moved(double least) {
    return new Likeness(frames.stream().filter(f -> f.motion() >= least).toList());
  }

  /** The mean of the frames' peak signal-to-noise ratios in dB. */
  public double psnr() {
    return psnrs().average().orElse(0);
  }

  /** The ratio in dB below which a tenth of the frames are. */
  public double lowPsnr() {
    return tenth(psnrs().toArray());
  }

  private DoubleStream psnrs() {
    return frames.stream().mapToDouble(Frame::psnr);
  }

  /** The mean of the frames' structural similarities. */
  public double ssim() {
    return ssims().average().orElse(0);
  }

  /** The similarity below which a tenth of the frames are. */
  public double lowSsim() {
    return tenth(ssims().toArray());
  }

  private DoubleStream ssims() {
    return frames.stream().mapToDouble(Frame::ssim);
  }

  /** The mean of the frames' colour errors. */
  public double colourError() {
    return colourErrors().average().orElse(0);
  }

  /** The share of frames in which the moving thing has its drawn colour, within a tenth of it. */
  public double sameColour() {
    return colourErrors().map(e -> e <= SAME_COLOUR ? 1 : 0).average().orElse(0);
  }

  private DoubleStream colourErrors() {
    return frames.stream().flatMap(f -> f.colourError().stream()).mapToDouble(e -> e);
  }

  /** The tenth percentile of values, between the two that are next to it; 0 of none. */
  public static double tenth(Collection<Double> values) {
    return tenth(values.stream().mapToDouble(v -> v).toArray());
  }

  private static double tenth(double[] values) {
    if (values.length == 0) {
      return 0;
    }
    Arrays.sort(values);
    double place = TENTH * (values.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, values.length - 1);
    return values[below] + (place - below) * (values[above] - values[below]);
  }
}
