package io.asva.examples.drawn.internal.voice;

/** A resonance whose frequency may change: a two-pole filter. For one thread at a time. */
final class Resonator {
  private double twice;
  private double square;
  private double weight;
  private double now;
  private double before;

  void tune(double hertz, double width, int rate) {
    double shrink = StrictMath.exp(-Math.PI * width / rate);
    twice = 2 * shrink * StrictMath.cos(2 * Math.PI * hertz / rate);
    square = shrink * shrink;
    weight = 1 - shrink;
  }

  double filter(double sample) {
    double next = weight * sample + twice * now - square * before;
    before = now;
    now = next;
    return next;
  }
}
