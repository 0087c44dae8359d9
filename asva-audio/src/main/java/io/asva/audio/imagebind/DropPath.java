package io.asva.audio.imagebind;

import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.FloatTensor;
import java.util.Arrays;

/**
 * Stochastic depth of ImageBind's trunks, which leaves out branches of blocks at random in training
 * mode. As published the axis that is drawn for is the one of tokens, not the batch's: of a
 * branch's result whole token positions become zero, the same ones for all audio clips of a batch,
 * and the others are divided by the share that stays.
 *
 * @param rate the probability in the last block; from the first it rises from 0 in equal steps.
 *     ImageBind has 0.1 for audio clips
 */
public record DropPath(double rate) {
  /** Branches of a block: attention, then the perceptron. */
  static final int BRANCHES = 2;

  /** Rejects what isn't from 0 to below 1. */
  public DropPath {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("the rate must be from 0 to below 1, not " + rate);
    }
  }

  /** The probability in a block. */
  double rate(int block, int blocks) {
    return blocks == 1 ? 0 : rate * block / (blocks - 1);
  }

  /**
   * A draw: what the results of branches are multiplied with, (blocks x 2, tokens), block after
   * block.
   */
  FloatTensor factors(int blocks, int tokens, CounterRandom random) {
    float[] factors = new float[blocks * BRANCHES * tokens];
    Arrays.fill(factors, 1);
    for (int row = 0; row < blocks * BRANCHES; row++) {
      double dropped = rate(row / BRANCHES, blocks);
      if (dropped > 0) {
        for (int token = 0; token < tokens; token++) {
          boolean drop = random.nextBoolean(dropped);
          factors[row * tokens + token] = drop ? 0 : (float) (1 / (1 - dropped));
        }
      }
    }
    return FloatTensor.of(factors, blocks * BRANCHES, tokens);
  }
}
