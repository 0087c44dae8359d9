package io.asva.training;

/**
 * The constants of AdamW (Loshchilov and Hutter, 2019), with {@code torch.optim.AdamW}'s meanings.
 *
 * @param learningRate the rate that a {@link LearningRate} multiplies
 * @param beta1 decay of the gradients' running mean, in [0, 1)
 * @param beta2 decay of the running mean of their squares, in [0, 1)
 * @param epsilon what is added to the root of the latter
 * @param weightDecay the decoupled decay, on all trained weights, biases and norms too
 */
public record AdamWOptions(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {
  /** The constants with which AVSyncD was trained. */
  public static final AdamWOptions DEFAULT = new AdamWOptions(1e-4, 0.9, 0.999, 1e-8, 1e-2);

  /** Checks the ranges. */
  public AdamWOptions {
    check(
        learningRate >= 0 && Double.isFinite(learningRate), "learning rate", learningRate, ">= 0");
    check(beta1 >= 0 && beta1 < 1, "beta1", beta1, "in [0, 1)");
    check(beta2 >= 0 && beta2 < 1, "beta2", beta2, "in [0, 1)");
    check(epsilon >= 0 && Double.isFinite(epsilon), "epsilon", epsilon, ">= 0");
    check(weightDecay >= 0 && Double.isFinite(weightDecay), "weight decay", weightDecay, ">= 0");
  }

  private static void check(boolean holds, String name, double value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "AdamW's " + name + " must be " + expected + ", not " + value);
    }
  }

  /** The same with another learning rate. */
  public AdamWOptions withLearningRate(double rate) {
    return new AdamWOptions(rate, beta1, beta2, epsilon, weightDecay);
  }
}
