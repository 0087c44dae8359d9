package io.asva.benchmarks;

import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;

/** Makes the full-size UNet's weights, unless they are there, and prints their file. */
public final class MakeWeights {
  private MakeWeights() {}

  /** Takes no arguments; the system property {@code asva.bench.cache} names the folder. */
  public static void main(String[] args) {
    System.out.println(file(FullSize.unetWeights()));
  }

  private static Object file(Weights weights) {
    WeightTensor first = weights.tensors().iterator().next();
    return ((WeightTensor.InFile) first.data()).file();
  }
}
