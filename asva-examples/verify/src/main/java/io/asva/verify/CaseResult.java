package io.asva.verify;

import io.asva.core.tensor.Comparison;
import java.nio.file.Path;

/**
 * The result of one golden case.
 *
 * @param name the case's name, or its folder's where it can't be read
 * @param folder where it lies
 * @param outcome whether it holds
 * @param worst the comparison closest to failing, or furthest beyond; when skipped, its detail says
 *     why
 * @param seconds how long it took
 */
public record CaseResult(
    String name, Path folder, Outcome outcome, Comparison worst, double seconds) {

  /** Whether a case holds. */
  public enum Outcome {
    /** Every expected result is within its tolerance. */
    PASSED,
    /** Some result is not, or nothing could be computed. */
    FAILED,
    /** Nothing on the class path computes cases of its kind, or what does lacks a dependency. */
    SKIPPED
  }
}
