package io.asva.serve.job;

import java.util.OptionalDouble;

/**
 * How fast this machine makes clips, learnt from those that it made: so many seconds for each
 * evaluation of the UNet, and so many beside them.
 *
 * <p>Safe for use by many threads.
 */
public final class Pace {
  private static final double NEWEST = 0.5; // share of the last clip in the averages

  private boolean known;
  private double evaluation;
  private double rest;

  /** Nothing is known yet. */
  public Pace() {}

  /**
   * Takes in a clip.
   *
   * @param evaluations of the UNet
   * @param denoising seconds that they took
   * @param others seconds that the clip took beside them
   */
  public synchronized void learn(double evaluations, double denoising, double others) {
    double each = denoising / Math.max(1, evaluations);
    evaluation = known ? evaluation + NEWEST * (each - evaluation) : each;
    rest = known ? rest + NEWEST * (others - rest) : others;
    known = true;
  }

  /** How long a clip of so many evaluations takes; empty until one was made. */
  public synchronized OptionalDouble seconds(double evaluations) {
    return known ? OptionalDouble.of(evaluations * evaluation + rest) : OptionalDouble.empty();
  }
}
