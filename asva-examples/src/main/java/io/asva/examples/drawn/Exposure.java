package io.asva.examples.drawn;

import io.asva.media.Image;
import java.util.function.DoubleFunction;

/**
 * For how long a camera's shutter is open: what moves meanwhile is blurred along its way. Light is
 * added up, so images are averaged by sRGB's intensities (IEC 61966-2-1).
 *
 * <p>Immutable, so safe for use by many threads.
 *
 * @param seconds from a frame's time on; 0 for a moment
 * @param samples at how many moments of it an image is drawn
 */
public record Exposure(double seconds, int samples) {
  /** A shutter that is open for a moment only. */
  public static final Exposure NONE = new Exposure(0, 1);

  private static final int LEVELS = 256;
  private static final int FINE = 1 << 14;
  private static final double[] INTENSITIES = intensities();
  private static final byte[] VALUES = values();

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the time is negative or there is no sample
   */
  public Exposure {
    if (!(seconds >= 0) || samples < 1) {
      throw new IllegalArgumentException(
          "an exposure of " + seconds + " s by " + samples + " samples");
    }
  }

  private static double[] intensities() {
    double[] intensities = new double[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      double value = i / (LEVELS - 1.0);
      intensities[i] =
          value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4);
    }
    return intensities;
  }

  /** The nearest value of each of many intensities from 0 to 1. */
  private static byte[] values() {
    byte[] values = new byte[FINE + 1];
    for (int i = 0; i <= FINE; i++) {
      double intensity = (double) i / FINE;
      double value =
          intensity <= 0.0031308
              ? 12.92 * intensity
              : 1.055 * StrictMath.pow(intensity, 1 / 2.4) - 0.055;
      values[i] = (byte) Math.round((LEVELS - 1) * value);
    }
    return values;
  }

  /** The time of a sample of a frame. */
  double moment(double time, int sample) {
    return time + seconds * (sample + 0.5) / samples;
  }

  /**
   * A frame.
   *
   * @param time when the shutter opens
   * @param image what is seen at a time
   */
  public Image frame(double time, DoubleFunction<Image> image) {
    if (seconds == 0) {
      return image.apply(time);
    }
    Image first = image.apply(moment(time, 0));
    double[] light = new double[first.rgb().length];
    boolean still = true;
    for (int sample = 0; sample < samples; sample++) {
      Image now = sample == 0 ? first : image.apply(moment(time, sample));
      still &= now.rgb() == first.rgb();
      for (int i = 0; i < light.length; i++) {
        light[i] += INTENSITIES[now.rgb()[i] & 0xFF];
      }
    }
    return still ? first : developed(first, light);
  }

  private Image developed(Image like, double[] light) {
    byte[] rgb = new byte[light.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = VALUES[(int) Math.round(light[i] / samples * FINE)];
    }
    return new Image(like.width(), like.height(), rgb);
  }
}
