package io.asva.core.config;

/**
 * Numbers that make sense for a setting.
 *
 * @param description in words, for messages
 */
public record NumberRange(double from, double to, String description) {
  /** Any finite number. */
  public static final NumberRange ANY =
      new NumberRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "a number");

  /** Numbers above 0. */
  public static final NumberRange POSITIVE =
      new NumberRange(Double.MIN_VALUE, Double.MAX_VALUE, "a positive number");

  /** 0 and more. */
  public static final NumberRange NOT_NEGATIVE =
      new NumberRange(0, Double.MAX_VALUE, "a number from 0");

  /** Probabilities. */
  public static final NumberRange PROBABILITY = new NumberRange(0, 1, "a number from 0 to 1");

  /** Factors of a moving average, below 1. */
  public static final NumberRange DECAY =
      new NumberRange(0, Math.nextDown(1.0), "a number from 0 to below 1");

  boolean contains(double value) {
    return value >= from && value <= to;
  }
}
