package io.asva.core.tensor;

/**
 * How far one result of a golden case is from what was expected.
 *
 * @param name the tensor, or what was checked
 * @param error the error, {@link Double#POSITIVE_INFINITY} when the result is missing, misshapen or
 *     not a number
 * @param allowed the largest error that passes
 * @param detail where the error is largest and both values there, or what went wrong
 */
public record Comparison(String name, double error, double allowed, String detail) {
  /** Whether the error is within what is allowed. */
  public boolean passed() {
    return error <= allowed;
  }

  /** A comparison that failed for a reason that is not a number. */
  public static Comparison failed(String name, double allowed, String why) {
    return new Comparison(name, Double.POSITIVE_INFINITY, allowed, why);
  }
}
