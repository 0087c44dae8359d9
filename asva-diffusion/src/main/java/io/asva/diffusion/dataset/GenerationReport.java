package io.asva.diffusion.dataset;

import io.asva.media.MediaNoteCount;
import java.util.List;

/**
 * The result of generating a data set.
 *
 * @param files where the clips are
 * @param videos how many different videos the list names
 * @param made clips made by this run
 * @param kept clips that were there before
 * @param failures clips that could not be made, in the list's order
 * @param notes what was filled, cut, held or chosen in videos of clips made by this run
 */
public record GenerationReport(
    GeneratedFiles files,
    int videos,
    int made,
    int kept,
    List<ClipRemark> failures,
    List<MediaNoteCount> notes) {
  /** Copies the lists. */
  public GenerationReport {
    failures = List.copyOf(failures);
    notes = List.copyOf(notes);
  }

  /**
   * A clip that could not be made.
   *
   * @param video name of the video, as it is listed
   * @param clip number of the clip, from 0
   * @param text why not
   */
  public record ClipRemark(String video, int clip, String text) {}
}
