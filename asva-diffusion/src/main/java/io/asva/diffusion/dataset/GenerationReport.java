package io.asva.diffusion.dataset;

import java.util.List;

/**
 * The result of generating a data set.
 *
 * @param files where the clips are
 * @param videos how many different videos the list names
 * @param made clips made by this run
 * @param kept clips that were there before
 * @param failures clips that could not be made, in the list's order
 * @param notes what was done to inputs of clips made by this run that their owner may want to know
 */
public record GenerationReport(
    GeneratedFiles files,
    int videos,
    int made,
    int kept,
    List<ClipRemark> failures,
    List<ClipRemark> notes) {
  /** Copies the lists. */
  public GenerationReport {
    failures = List.copyOf(failures);
    notes = List.copyOf(notes);
  }

  /**
   * Something about a clip.
   *
   * @param video name of the video, as it is listed
   * @param clip number of the clip, from 0
   * @param text why it could not be made, or what was done to its inputs
   */
  public record ClipRemark(String video, int clip, String text) {}
}
