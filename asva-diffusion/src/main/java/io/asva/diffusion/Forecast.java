package io.asva.diffusion;

/**
 * Steps whose estimate of the noise is forecast from those of earlier steps, in place of an
 * evaluation of the UNet: the polynomial through the last {@code order + 1} evaluated estimates,
 * over the steps' numbers (as TaylorSeer, arXiv 2503.06923, does with features).
 *
 * @param order of the polynomial, 1 to 3
 * @param every one step in so many is evaluated, after the first {@code order + 1}, which all are;
 *     1 is no forecast
 */
public record Forecast(int order, int every) {
  /** No forecast: every step is evaluated. */
  public static final Forecast NONE = new Forecast(1, 1);

  private static final int MOST_ORDER = 3;
  private static final int MOST_EVERY = 1000;

  /**
   * Checks the numbers.
   *
   * @throws AnimationException if the order is not from 1 to 3, or {@code every} not from 1 to 1000
   */
  public Forecast {
    AnimationRequest.checked("the forecast's order", order, 1, MOST_ORDER);
    AnimationRequest.checked("steps from one evaluation to the next", every, 1, MOST_EVERY);
  }

  /** Whether a step, counted from 0, is forecast. */
  public boolean skips(int step) {
    return step > order && (step - order) % every != 0;
  }
}
