package io.asva.diffusion;

import java.util.Locale;

/**
 * How often the UNet was evaluated for a clip.
 *
 * @param steps of the scheduler, those that were forecast included
 * @param whole evaluations of the whole UNet, each branch of the guidance counted
 * @param outer evaluations of its outer blocks alone ({@link FeatureCache})
 * @param outerShare the share of a whole evaluation's multiplications that those take, 0 to 1
 */
public record Effort(int steps, int whole, int outer, double outerShare) {
  /** All evaluations, those of outer blocks counted as the share that they are of a whole one. */
  public double evaluations() {
    return whole + outer * outerShare;
  }

  /** That of several windows, each of which costs this. */
  public Effort times(int windows) {
    return new Effort(steps, windows * whole, windows * outer, outerShare);
  }

  /** It in words. */
  public String words() {
    String text = whole + " evaluations of the UNet in " + steps + " steps";
    return outer == 0
        ? text
        : String.format(
            Locale.ROOT,
            "%s, and %d of its outer blocks, each %.3f of one",
            text,
            outer,
            outerShare);
  }
}
