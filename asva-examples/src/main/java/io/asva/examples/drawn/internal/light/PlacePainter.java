package io.asva.examples.drawn.internal.light;

import io.asva.examples.drawn.Surroundings;

/**
 * Paints a place, pixel by pixel: the same on every machine. For one thread at a time.
 *
 * <p>Points are in shares of the image's height, x from its middle, so that a wider image shows
 * more.
 */
public final class PlacePainter {
  private static final double VIGNETTE = 0.22;

  private final Surroundings place;
  private final SmoothNoise noise;
  private final double horizon;
  private final Rgb first;
  private final Rgb second;

  /** The painter of a place. */
  public PlacePainter(Surroundings place) {
    this.place = place;
    this.noise = new SmoothNoise(place.noise());
    this.horizon = place.horizon();
    double shade = place.shade();
    this.first = Rgb.of(place.hue(), 0.2 + 0.25 * place.accent(), 0.55 + 0.35 * shade);
    this.second = Rgb.of(0.07 + 0.03 * place.accent(), 0.45, 0.38 + 0.3 * shade);
  }

  /** Paints into pixels of red, green and blue, row by row. */
  public void paint(int[] pixels, int width, int height) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double across = (x + 0.5 - width / 2.0) / height;
        double down = (y + 0.5) / height;
        pixels[y * width + x] = lit(at(across, down), across, down).packed();
      }
    }
  }

  private Rgb lit(Rgb colour, double x, double y) {
    double fromLight = x - 0.5 * place.light();
    double far = fromLight * fromLight + 0.6 * (y - 0.4) * (y - 0.4);
    return colour.times(1.06 - VIGNETTE * far - 0.06 * Math.abs(x));
  }

  private Rgb at(double x, double y) {
    return switch (place.place()) {
      case WORKSHOP -> y < horizon ? planks(x, y) : stones(x, y);
      case MEADOW -> meadow(x, y);
      case BEACH -> beach(x, y);
      case ROOM -> y < horizon ? paper(x, y) : boards(x, y, second);
      case NIGHT -> night(x, y);
      case STAGE -> stage(x, y);
      case KITCHEN -> kitchen(x, y);
    };
  }

  /** How far a point of the ground is from the viewer, 1 at the image's lower edge. */
  private double depth(double y) {
    return (1.25 - horizon) / (y + 0.25 - horizon);
  }

  /** Dark in a groove of a width around whole numbers, else 1. */
  private static double groove(double place, double width, double dark) {
    double from = Math.abs(place - Math.rint(place));
    return from < width ? dark + (1 - dark) * from / width : 1;
  }

  private Rgb planks(double x, double y) {
    double across = 5 * x + 0.3 * place.accent();
    double plank = Math.rint(across + 0.5);
    double tone = 0.9 + 0.14 * noise.at(7.3 * plank, 0.5);
    double grain = 1 + 0.05 * noise.cloudy(26 * x, 3 * y + 9 * plank);
    return second.times(0.92 * tone * grain * groove(across, 0.05, 0.62)).mixed(first, 0.18);
  }

  private Rgb stones(double x, double y) {
    double far = depth(y);
    double row = 3.2 * far;
    double line = Math.floor(row);
    double column = 2.4 * x * far + 0.5 * (line % 2);
    double tone = 0.94 + 0.08 * noise.at(5.1 * Math.floor(column), 3.7 * line);
    double edge = Math.min(groove(row, 0.05, 0.82), groove(column, 0.04, 0.82));
    Rgb grey = Rgb.of(place.hue(), 0.07, 0.42 + 0.22 * place.shade());
    return grey.times(tone * edge * (1 + 0.05 * noise.cloudy(9 * x, 9 * y)));
  }

  private Rgb meadow(double x, double y) {
    double hill = horizon - 0.1 - 0.06 * noise.at(1.7 * x + 5, 0.5);
    double near = horizon + 0.015 * noise.at(3 * x, 7.5);
    if (y < hill) {
      Rgb sky = Rgb.of(0.56 + 0.05 * place.hue(), 0.5 - 0.35 * y / horizon, 0.86 + 0.1 * y);
      double cloud = noise.cloudy(2.6 * x + 40, 5.5 * y);
      return sky.mixed(new Rgb(1, 1, 1), 1.6 * (cloud - 0.08));
    }
    Rgb grass = Rgb.of(0.22 + 0.08 * place.hue(), 0.55, 0.5 + 0.25 * place.shade());
    if (y < near) {
      return grass.times(0.8).mixed(Rgb.of(0.56, 0.3, 0.8), 0.35 - 0.6 * (y - hill));
    }
    double far = depth(y);
    double tufts = noise.at(20 * x * far, 26 * far) + 0.7 * noise.at(4 * x, 6 * y);
    return grass.times(0.86 + 0.2 * (y - horizon) + 0.05 * tufts);
  }

  private Rgb beach(double x, double y) {
    double sea = horizon - 0.1;
    if (y < sea) {
      Rgb low = Rgb.of(0.06 + 0.5 * place.accent(), 0.18, 0.98);
      Rgb high = Rgb.of(0.54 + 0.06 * place.hue(), 0.45, 0.9);
      return high.mixed(low, y / sea);
    }
    double shore = horizon + 0.012 * StrictMath.sin(5 * x + 6 * place.hue());
    if (y < shore) {
      double waves = noise.at(7 * x, 60 * y);
      Rgb water = Rgb.of(0.5 + 0.07 * place.hue(), 0.55, 0.55 + 0.2 * place.shade());
      double foam = 1 - (shore - y) / 0.016;
      return water.times(0.95 + 0.6 * (y - sea) + 0.05 * waves).mixed(new Rgb(1, 1, 1), foam);
    }
    Rgb sand = Rgb.of(0.1 + 0.03 * place.accent(), 0.3, 0.8 + 0.14 * place.shade());
    double far = depth(y);
    double ripples = noise.at(5 * x * far, 18 * far);
    double wet = Math.max(0, 1 - (y - shore) / 0.06);
    return sand.times((1 + 0.035 * ripples) * (1 - 0.25 * wet));
  }

  private Rgb paper(double x, double y) {
    if (y > horizon - 0.05) {
      double edge = (y - horizon + 0.05) / 0.05;
      return first.mixed(new Rgb(1, 1, 1), 0.7).times(edge < 0.15 ? 0.8 : 0.96 - 0.08 * edge);
    }
    double stripe = x * 7 - Math.floor(x * 7);
    double wide = stripe < 0.5 ? 1 : 0.92;
    double dots = StrictMath.sin(44 * x) * StrictMath.sin(38 * y);
    double soft = place.accent() < 0.5 ? wide : 1 - 0.07 * Math.max(0, dots - 0.4);
    return first.times(soft * (0.9 + 0.12 * y));
  }

  private Rgb boards(double x, double y, Rgb wood) {
    double far = depth(y);
    double across = 3 * x * far;
    double board = Math.floor(across + 0.5);
    double tone = 0.92 + 0.12 * noise.at(3.9 * board, 2.5);
    double grain = 1 + 0.05 * noise.cloudy(5 * across, 5 * far);
    double seam = 0.78 + 0.22 * Math.min(1, Math.abs(across - board - 0.5) / 0.04);
    double other = 0.78 + 0.22 * Math.min(1, Math.abs(across - board + 0.5) / 0.04);
    return wood.times(1.1 * tone * grain * seam * other);
  }

  private Rgb night(double x, double y) {
    double hill = horizon - 0.05 + 0.03 * noise.at(2.2 * x, 3.5);
    if (y < hill) {
      Rgb sky = Rgb.of(0.62 + 0.08 * place.hue(), 0.6, 0.2 + 0.22 * y / horizon);
      double moonX = x + 0.32 * place.light() * -1;
      double moon = Math.sqrt(moonX * moonX + (y - 0.14) * (y - 0.14));
      double glow = 0.9 * Math.max(0, 1 - moon / 0.3);
      Rgb lit = sky.mixed(new Rgb(0.9, 0.92, 1), 0.35 * glow * glow);
      return moon < 0.06 ? new Rgb(0.97, 0.96, 0.88) : lit;
    }
    Rgb snow = Rgb.of(0.6, 0.18, 0.62 + 0.2 * place.shade());
    double drifts = noise.at(3 * x, 7 * y) + 0.4 * noise.at(12 * x, 20 * y);
    return snow.times(0.86 + 0.25 * (y - hill) + 0.05 * drifts);
  }

  private Rgb stage(double x, double y) {
    if (y < horizon) {
      double folds = StrictMath.sin(30 * x + 2 * noise.at(3 * x, 1.5) + 0.8 * y);
      Rgb cloth = Rgb.of(place.hue(), 0.68, 0.42 + 0.2 * place.shade());
      double hem = y > horizon - 0.03 ? 0.75 : 1;
      return cloth.times(hem * (0.86 + 0.2 * folds) * (0.75 + 0.5 * y));
    }
    double spot = x * x / 0.2 + (y - 0.82) * (y - 0.82) / 0.045;
    double light = 1 / (1 + spot * spot);
    return boards(x, y, second).times(0.72 + 0.55 * light);
  }

  private Rgb kitchen(double x, double y) {
    if (y < horizon) {
      double edge = Math.min(groove(6 * x, 0.05, 0.86), groove(6 * y, 0.05, 0.86));
      double tile = noise.at(3.3 * Math.rint(6 * x + 0.5), 2.7 * Math.rint(6 * y + 0.5));
      return first.mixed(new Rgb(1, 1, 1), 0.45).times(edge * (0.97 + 0.03 * tile));
    }
    double far = depth(y);
    double row = Math.floor(2.6 * far);
    double column = Math.floor(2.6 * x * far + 0.5);
    boolean dark = Math.floorMod((int) (row + column), 2) == 0;
    Rgb light = first.mixed(new Rgb(1, 1, 1), 0.6);
    return dark ? first.times(0.62) : light.times(0.92);
  }
}
