package io.asva.examples.cli;

import io.asva.media.MediaNoteCount;
import io.asva.metrics.Summary;
import io.asva.metrics.evaluation.Evaluation;
import io.asva.metrics.result.EvaluationResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** Prints what the reference's script prints, and notes on standard error. */
final class EvaluationPrinter {
  private static final String RULE = "#".repeat(40);
  private static final int MOST_NOTES = 10;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;

  EvaluationPrinter(CommandLine line, boolean json) {
    this.out = line.getOut();
    this.err = line.getErr();
    this.json = json;
  }

  /** Says what is compared. */
  void begin(Path groundTruth, Path generated) {
    if (!json) {
      out.println(RULE);
      out.println("# Evaluating videos between");
      out.println("# Groundtruth: " + groundTruth);
      out.println("# Generated: " + generated);
      out.println(RULE);
      out.flush();
    }
  }

  /** Says something besides the result. */
  void note(String text) {
    err.println("Note: " + text);
    err.flush();
  }

  /** Says what was found and where it is. */
  void end(Evaluation evaluation, EvaluationFiles files) {
    notes(evaluation.notes());
    notes(evaluation.result().notes().stream().map(MediaNoteCount::toString).toList());
    notes(
        List.copyOf(evaluation.result().skipped().values()).stream()
            .map(r -> "left out: " + r)
            .toList());
    evaluation.result().device().ifPresent(where -> DeviceOption.noteFallback(where, err));
    files.report().ifPresent(page -> note("the report is " + page));
    if (json) {
      out.println(evaluation.result().json());
    } else {
      out.println(RULE);
      out.println("# Result saved to  " + files.result());
      out.println(RULE);
      figures(evaluation.result());
    }
    out.flush();
  }

  private void notes(List<String> notes) {
    notes.stream().limit(MOST_NOTES).forEach(this::note);
    if (notes.size() > MOST_NOTES) {
      note((notes.size() - MOST_NOTES) + " more of these; the report has all.");
    }
  }

  private void figures(EvaluationResult result) {
    result.distances().forEach((metric, value) -> figure(metric.name(), value));
    result.summaries().forEach((metric, summary) -> figures(metric.key(), summary));
    result.device().ifPresent(where -> out.println("device:  " + where.words()));
  }

  private void figures(String metric, Summary summary) {
    figure(metric + "_mean", summary.mean());
    figure(metric + "_std", summary.deviation());
  }

  private void figure(String name, double value) {
    out.println(name + ":  " + (Double.isNaN(value) ? "nan" : String.valueOf(value)));
  }
}
