package io.asva.sync;

/** A softmax over two numbers. */
final class Softmax {
  private Softmax() {}

  /** The second number's part; exactly a half where both are equal. */
  static double second(double first, double second) {
    return 1 / (1 + Math.exp(first - second));
  }
}
