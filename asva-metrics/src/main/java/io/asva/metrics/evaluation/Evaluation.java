package io.asva.metrics.evaluation;

import io.asva.metrics.result.EvaluationResult;
import java.util.List;

/**
 * The result of an evaluation, with all that a report shows.
 *
 * @param result the figures, as {@code eval_result.json} has them
 * @param dataset the data set's name
 * @param settings how it was evaluated
 * @param clips the scores of every clip, in the order of their names
 * @param notes what a user should know of the whole: metrics that were left out
 * @param fileNotes what was filled, cut, held or chosen in files, each a sentence that names one;
 *     counted they are in the result
 */
public record Evaluation(
    EvaluationResult result,
    String dataset,
    EvaluationSettings settings,
    List<ScoredClip> clips,
    List<String> notes,
    List<String> fileNotes) {

  /** Copies the lists. */
  public Evaluation {
    clips = List.copyOf(clips);
    notes = List.copyOf(notes);
    fileNotes = List.copyOf(fileNotes);
  }
}
