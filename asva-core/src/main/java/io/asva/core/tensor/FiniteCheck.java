package io.asva.core.tensor;

import java.util.Optional;
import java.util.function.Supplier;

/** Finds numbers that are NaN or infinite. Stateless. */
public final class FiniteCheck {
  private static final int MAGNITUDE = 0x7FFFFFFF;
  private static final int INFINITE = 0x7F800000;

  private FiniteCheck() {}

  /** Whether all numbers are finite; a thousand take less than a microsecond. */
  public static boolean isFinite(float[] values) {
    int largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Float.floatToRawIntBits(value) & MAGNITUDE);
    }
    return largest < INFINITE;
  }

  /**
   * The first value of a tensor that isn't finite, as words that follow its name: "holds NaN at
   * place 3 of 12".
   */
  public static Optional<String> find(Tensor tensor) {
    if (!(tensor instanceof FloatTensor floats) || isFinite(floats.values())) {
      return Optional.empty();
    }
    float[] values = floats.values();
    int first = 0;
    while (Float.isFinite(values[first])) {
      first++;
    }
    return Optional.of("holds " + values[first] + " at place " + first + " of " + values.length);
  }

  /**
   * A tensor of finite numbers.
   *
   * @param what its name, the beginning of a sentence: "The mel spectrogram"
   * @param cause the likely cause and what to do, a sentence
   * @return the tensor
   * @throws NonFiniteException if a number of it is not finite
   */
  public static FloatTensor require(String what, FloatTensor tensor, Supplier<String> cause) {
    find(tensor)
        .ifPresent(
            wrong -> {
              throw new NonFiniteException(what + " " + wrong + ". " + cause.get());
            });
    return tensor;
  }
}
