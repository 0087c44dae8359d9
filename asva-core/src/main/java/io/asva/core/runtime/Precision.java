package io.asva.core.runtime;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The numbers that networks compute in. Inputs and outputs are single precision in any case. */
public enum Precision {
  /** Single precision throughout: what golden cases are compared in. */
  FP32,
  /**
   * Single precision whose products a CUDA device's tensor cores take with 10 bits after the point,
   * and add up in full: results agree to about three digits. A processor has no such numbers and
   * computes in {@link #FP32}.
   */
  TF32,
  /**
   * Half precision, statistics of norms and the angles of embeddings aside: half the memory, and on
   * a CUDA device several times the speed, for results that agree to about two digits. A processor
   * computes it too, slower than single precision.
   */
  FP16,
  /**
   * Linear layers multiply integers of 8 bits, all else is in single precision: for processors that
   * have instructions for it (VNNI or AMX on x86, dot products on ARM), where products take a third
   * of the time, and weights of linear layers a quarter of the memory. Results agree to about two
   * digits.
   */
  INT8;

  /** The name as options and reports have it: {@code fp32}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The precision of a name; empty if there is none. */
  public static Optional<Precision> of(String word) {
    return Arrays.stream(values()).filter(p -> p.word().equalsIgnoreCase(word)).findFirst();
  }
}
