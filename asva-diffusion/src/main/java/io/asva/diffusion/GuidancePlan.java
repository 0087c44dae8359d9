package io.asva.diffusion;

/**
 * In which steps of a clip guidance is applied, and how often its direction is computed anew. Where
 * it isn't, only the branch with text and audio is evaluated, so a step costs one evaluation of the
 * UNet in place of two or three.
 *
 * <p>The interval follows Kynkäänniemi et al., "Applying guidance in a limited interval improves
 * sample and distribution quality" (arXiv 2404.07724); as in the guiders of diffusers it is given
 * as shares of the steps. With evenly spread timesteps these are the shares of the noise schedule,
 * too. Between two computations the difference that guidance makes, guided less conditional
 * estimate, is taken again, as FasterCache does (arXiv 2410.19355).
 *
 * @param start the share of the steps before the first that is guided, 0 to 1: 0 is from the first
 * @param stop the share of the steps after which none is guided, 0 to 1: 1 is to the last
 * @param every the difference is computed at the first guided step and then at every so manyth; 1
 *     is always
 */
public record GuidancePlan(double start, double stop, int every) {
  /** Guidance in every step. */
  public static final GuidancePlan ALWAYS = new GuidancePlan(0, 1, 1);

  private static final int MOST = 1000;

  /**
   * Checks the numbers.
   *
   * @throws AnimationException if a share is not from 0 to 1, the start is after the stop, or
   *     {@code every} is not from 1 to 1000
   */
  public GuidancePlan {
    if (!(start >= 0 && start <= stop && stop <= 1)) {
      throw new AnimationException(
          "Guidance must start and stop at shares of the steps, 0 <= start <= stop <= 1, not "
              + start
              + " and "
              + stop
              + ".");
    }
    AnimationRequest.checked("steps from one computation of guidance to the next", every, 1, MOST);
  }

  /** The plan that always guides between two shares of the steps. */
  public static GuidancePlan between(double start, double stop) {
    return new GuidancePlan(start, stop, 1);
  }

  /** The same interval, with the difference computed anew at every so manyth step. */
  public GuidancePlan every(int steps) {
    return new GuidancePlan(start, stop, steps);
  }

  /**
   * Whether a step is guided.
   *
   * @param step from 0
   * @param steps how many there are
   */
  public boolean covers(int step, int steps) {
    return step >= start * steps && step < stop * steps;
  }
}
