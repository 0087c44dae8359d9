package io.asva.examples.drawn;

import io.asva.media.Image;
import io.asva.media.Video;
import java.util.BitSet;
import java.util.List;

/**
 * Measures whether a video moves in time with a sound: how much it differs from its first frame, as
 * a curve over time, is compared with the same curve of a video that was drawn to the sound.
 *
 * <p>Pixels are numbered row by row from the top left. Stateless.
 */
public final class MotionAgreement {
  /** Two sounds' motions differ if the correlation of their curves is below this. */
  public static final double ALIKE = 0.7;

  private static final double LEAST_CHANGE = 12;

  private MotionAgreement() {}

  /** The pixels that some frame shows clearly otherwise than the first frame does. */
  public static BitSet movingPixels(Video drawn) {
    BitSet moving = new BitSet();
    for (Image frame : drawn.frames()) {
      moving.or(differentPixels(drawn.frames().get(0), frame));
    }
    return moving;
  }

  /** The pixels in which two images of one size clearly differ. */
  static BitSet differentPixels(Image first, Image second) {
    BitSet different = new BitSet();
    for (int i = 0; i < first.width() * first.height(); i++) {
      if (difference(first, second, i) > 3 * LEAST_CHANGE) {
        different.set(i);
      }
    }
    return different;
  }

  /** The pixels of a region. */
  public static BitSet pixels(Region region, int width) {
    BitSet pixels = new BitSet();
    for (int y = region.top(); y < region.bottom(); y++) {
      pixels.set(y * width + region.left(), y * width + region.right());
    }
    return pixels;
  }

  /**
   * The mean absolute difference of each frame but the first to the first, over some pixels.
   *
   * @return one value from 0 to 255 for each frame after the first; 0 throughout for no pixels
   */
  public static double[] curve(Video video, BitSet pixels) {
    List<Image> frames = video.frames();
    double[] curve = new double[frames.size() - 1];
    for (int k = 1; k < frames.size(); k++) {
      long sum = 0;
      for (int i = pixels.nextSetBit(0); i >= 0; i = pixels.nextSetBit(i + 1)) {
        sum += difference(frames.get(0), frames.get(k), i);
      }
      curve[k - 1] = sum / (3.0 * Math.max(1, pixels.cardinality()));
    }
    return curve;
  }

  private static int difference(Image first, Image second, int pixel) {
    int sum = 0;
    for (int i = 3 * pixel; i < 3 * pixel + 3; i++) {
      sum += Math.abs((first.rgb()[i] & 0xFF) - (second.rgb()[i] & 0xFF));
    }
    return sum;
  }

  /**
   * Pearson's correlation of two curves of one length, -1 to 1; 0 where one of them is constant.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static double correlation(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "curves of " + first.length + " and of " + second.length + " frames");
    }
    double meanFirst = mean(first);
    double meanSecond = mean(second);
    double both = 0;
    double squareFirst = 0;
    double squareSecond = 0;
    for (int i = 0; i < first.length; i++) {
      double a = first[i] - meanFirst;
      double b = second[i] - meanSecond;
      both += a * b;
      squareFirst += a * a;
      squareSecond += b * b;
    }
    double scale = Math.sqrt(squareFirst * squareSecond);
    return scale < 1e-12 ? 0 : both / scale;
  }

  /** The mean of a curve: how much there is of motion. */
  public static double mean(double[] curve) {
    double sum = 0;
    for (double value : curve) {
      sum += value;
    }
    return sum / Math.max(1, curve.length);
  }

  /** Whether two sounds' curves are so unlike that a video can't well be in time with both. */
  public static boolean differ(double[] first, double[] second) {
    return correlation(first, second) < ALIKE;
  }

  /**
   * The share of other sounds with whose curve a video agrees less than with its own sound's; a tie
   * counts half.
   */
  public static double wins(double[] motion, double[] own, List<double[]> others) {
    double agreement = correlation(motion, own);
    double wins = 0;
    for (double[] other : others) {
      double against = correlation(motion, other);
      wins += agreement > against ? 1 : agreement == against ? 0.5 : 0;
    }
    return wins / others.size();
  }
}
