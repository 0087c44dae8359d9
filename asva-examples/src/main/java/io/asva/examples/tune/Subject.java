package io.asva.examples.tune;

import io.asva.core.ProgressMonitor;
import io.asva.diffusion.Sampling;

/** Clips that are made with some models in one way after another, and what is taken for true. */
public interface Subject {
  /** The words for that truth, as they end a sentence after "compared with". */
  String truth();

  /** All that its measurements depend on beside the candidate, in words: models, clips, seeds. */
  String settings();

  /**
   * Makes the clips in a way, and scores them.
   *
   * @param thorough whether what takes clips of its own is measured, too: swapped audio clips,
   *     named things
   */
  Measurement measure(Candidate candidate, boolean thorough, ProgressMonitor monitor);

  /** The way that is used now. */
  default Measurement measure(String part, Sampling sampling, ProgressMonitor monitor) {
    return measure(new Candidate(part, sampling), false, monitor);
  }
}
