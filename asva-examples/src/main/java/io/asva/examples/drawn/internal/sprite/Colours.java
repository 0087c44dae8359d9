package io.asva.examples.drawn.internal.sprite;

import io.asva.examples.drawn.Backdrop;
import java.awt.Color;

/** Makes colours. */
public final class Colours {
  private Colours() {}

  /** A colour by hue, saturation and brightness. */
  static Color of(double hue, double saturation, double brightness) {
    return new Color(
        Color.HSBtoRGB((float) hue, (float) clamp(saturation), (float) clamp(brightness)));
  }

  /** The colour of a tone. */
  public static Color of(Backdrop.Tone tone) {
    return of(tone.hue(), tone.saturation(), tone.brightness());
  }

  /** The same colour, of which only a share is seen. */
  public static Color faded(Color colour, double share) {
    int alpha = (int) Math.round(colour.getAlpha() * clamp(share));
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
  }

  /** A mixture: the share of the second is given. */
  static Color mixed(Color first, Color second, double share) {
    double s = clamp(share);
    return new Color(
        mixed(first.getRed(), second.getRed(), s),
        mixed(first.getGreen(), second.getGreen(), s),
        mixed(first.getBlue(), second.getBlue(), s));
  }

  private static int mixed(int first, int second, double share) {
    return (int) Math.round(first + (second - first) * share);
  }

  static Color lighter(Color colour, double share) {
    return mixed(colour, Color.WHITE, share);
  }

  static Color darker(Color colour, double share) {
    return mixed(colour, Color.BLACK, share);
  }

  private static double clamp(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
