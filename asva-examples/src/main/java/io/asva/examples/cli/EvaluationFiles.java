package io.asva.examples.cli;

import io.asva.core.media.IfExists;
import io.asva.core.media.MediaException;
import io.asva.metrics.evaluation.Evaluation;
import io.asva.metrics.report.EvaluationReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an evaluation's result and report go.
 *
 * @param result the JSON file
 * @param report the HTML file, if there is to be one
 * @param overwrite whether what is there is replaced
 */
record EvaluationFiles(Path result, Optional<Path> report, IfExists overwrite) {

  /** The folder in which an evaluation that was ended keeps what it has. */
  Path work() {
    return result.resolveSibling(result.getFileName() + ".work");
  }

  /**
   * What is done about files that are there. Beside the work folder of an evaluation that was
   * ended, they are its own.
   */
  IfExists ifExists() {
    return Files.isDirectory(work()) ? IfExists.REPLACE : overwrite;
  }

  /** Finds what would keep them from being written before the work begins. */
  void check() {
    if (ifExists() == IfExists.REPLACE) {
      return;
    }
    for (Path file : report.map(page -> new Path[] {result, page}).orElse(new Path[] {result})) {
      if (Files.exists(file)) {
        throw new MediaException(
            file
                + " exists. Choose another --result_save_path or --report, or replace it with"
                + " --overwrite.");
      }
    }
  }

  /** Writes both, the result last: where it is, the evaluation is done. */
  void write(Evaluation evaluation) {
    IfExists choice = ifExists();
    report.ifPresent(page -> EvaluationReport.of(evaluation).write(page, choice));
    evaluation.result().write(result, choice);
  }
}
