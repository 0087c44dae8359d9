package io.asva.diffusion;

/**
 * Reuse of the UNet's deep features over several steps (DeepCache, Ma et al., arXiv 2312.00858):
 * they change slowly, so the inner blocks run at every so manyth step only, and the outer ones, the
 * first and the last, at each. Each branch of the guidance has features of its own; they are
 * computed anew once they are as many steps old.
 *
 * @param branch the skip connection at which the UNet is cut, from 0, the outermost: the outer part
 *     is what lies around it. Each further one makes the outer part larger, and the result more
 *     like the exact one
 * @param every how many steps features are used for, that which computes them included; 1 is no
 *     reuse
 */
public record FeatureCache(int branch, int every) {
  /** No reuse. */
  public static final FeatureCache NONE = new FeatureCache(0, 1);

  private static final int MOST_BRANCH = 100;
  private static final int MOST_EVERY = 1000;

  /**
   * Checks the numbers.
   *
   * @throws AnimationException if the branch is not from 0 to 100, or {@code every} not from 1 to
   *     1000; whether the UNet has the branch is checked when a request meets its animator
   */
  public FeatureCache {
    AnimationRequest.checked("the feature cache's branch", branch, 0, MOST_BRANCH);
    AnimationRequest.checked("steps that features are used for", every, 1, MOST_EVERY);
  }

  /** Whether features are used again. */
  public boolean isUsed() {
    return every > 1;
  }
}
