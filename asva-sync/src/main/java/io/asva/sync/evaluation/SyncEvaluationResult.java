package io.asva.sync.evaluation;

import io.asva.media.MediaNoteCount;
import io.asva.sync.CentreScores;
import io.asva.sync.SyncAccuracy;
import java.util.List;

/**
 * The result of an evaluation.
 *
 * @param accuracy over the videos that could be scored
 * @param scored these videos, in the list's order
 * @param bad the videos that could not, in the list's order; the original takes the next one in
 *     their place and says nothing, slip Q2 of {@link io.asva.media.Protocol}
 */
public record SyncEvaluationResult(SyncAccuracy accuracy, List<Scored> scored, List<BadVideo> bad) {
  /** Notes on the videos that could be scored. */
  public List<MediaNoteCount> notes() {
    return MediaNoteCount.of(scored.stream().map(s -> s.scores().notes()).toList());
  }

  /** Copies the lists. */
  public SyncEvaluationResult {
    scored = List.copyOf(scored);
    bad = List.copyOf(bad);
  }

  /**
   * A video with its scores.
   *
   * @param name as it is listed
   * @param scores of the central clip and the others
   */
  public record Scored(String name, CentreScores scores) {}

  /**
   * A video that is missing, damaged, too slow or too short.
   *
   * @param name as it is listed
   * @param reason why it could not be scored
   */
  public record BadVideo(String name, String reason) {}
}
