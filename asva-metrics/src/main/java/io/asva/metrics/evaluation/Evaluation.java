package io.asva.metrics.evaluation;

import io.asva.metrics.result.EvaluationResult;
import java.util.List;

/**
 * What an evaluation found, with all that a report shows.
 *
 * @param result the figures, as {@code eval_result.json} has them
 * @param dataset the data set's name
 * @param settings how it was evaluated
 * @param clips the scores of every clip, in the order of their names
 * @param notes what a user should know: clips that were too short, metrics that were left out
 */
public record Evaluation(
    EvaluationResult result,
    String dataset,
    EvaluationSettings settings,
    List<ScoredClip> clips,
    List<String> notes) {

  /** Copies the lists. */
  public Evaluation {
    clips = List.copyOf(clips);
    notes = List.copyOf(notes);
  }
}
