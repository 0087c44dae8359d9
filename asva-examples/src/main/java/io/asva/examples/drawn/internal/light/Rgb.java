package io.asva.examples.drawn.internal.light;

/**
 * A colour whose parts reach from 0 to 1, and may go beyond while it is worked on.
 *
 * @param red its red part
 * @param green its green part
 * @param blue its blue part
 */
record Rgb(double red, double green, double blue) {

  /** A colour by hue (any number, of which whole turns don't count), saturation and brightness. */
  static Rgb of(double hue, double saturation, double brightness) {
    return new Rgb(
        part(hue + 1.0 / 3, saturation, brightness),
        part(hue, saturation, brightness),
        part(hue - 1.0 / 3, saturation, brightness));
  }

  private static double part(double hue, double saturation, double brightness) {
    double turn = hue - Math.floor(hue);
    double strength = Math.max(0, Math.min(1, 2 - Math.abs(6 * turn - 2)));
    return brightness * (1 - saturation * (1 - strength));
  }

  Rgb times(double factor) {
    return new Rgb(red * factor, green * factor, blue * factor);
  }

  Rgb mixed(Rgb other, double share) {
    double s = Math.max(0, Math.min(1, share));
    return new Rgb(
        red + (other.red - red) * s,
        green + (other.green - green) * s,
        blue + (other.blue - blue) * s);
  }

  int packed() {
    return byteOf(red) << 16 | byteOf(green) << 8 | byteOf(blue);
  }

  private static int byteOf(double part) {
    return (int) Math.round(255 * Math.max(0, Math.min(1, part)));
  }
}
