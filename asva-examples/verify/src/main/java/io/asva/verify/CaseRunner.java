package io.asva.verify;

import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Computes the golden cases of some kinds. Each module provides runners for the kinds it owns as a
 * {@link java.util.ServiceLoader} service, so that every test and the command line run the same
 * code over the same cases.
 */
public interface CaseRunner {
  /** The kinds of case it computes, for instance {@code audio.mel}. */
  Set<String> kinds();

  /**
   * The optional dependency that the application has to add before cases can be computed. Empty
   * where nothing is missing, as for most kinds.
   */
  default Optional<String> missing() {
    return Optional.empty();
  }

  /**
   * The dependency that is missing for cases on a device: as {@link #missing()}, unless the
   * runner's engine has devices of its own.
   */
  default Optional<String> missing(Device device) {
    return missing();
  }

  /**
   * Computes a case and compares every expected tensor.
   *
   * @param golden the case
   * @param device where networks run
   * @return one comparison for each expected result, most often {@link GoldenCase#compare}
   */
  List<Comparison> run(GoldenCase golden, Device device);
}
