package io.asva.examples.cli;

import io.asva.core.files.IfExists;
import io.asva.core.files.OutputException;
import io.asva.core.files.OutputFile;
import io.asva.metrics.evaluation.Evaluation;
import io.asva.metrics.report.EvaluationReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
   * The treatment of files that are there. Beside the work folder of an evaluation that was ended,
   * they are its own.
   */
  IfExists ifExists() {
    return Files.isDirectory(work()) ? IfExists.REPLACE : overwrite;
  }

  /** Finds what would keep them from being written before the work begins. */
  void check() {
    List<Path> files = new ArrayList<>(List.of(result));
    report.ifPresent(files::add);
    for (Path file : files) {
      try {
        OutputFile.checkWithFolders(file, ifExists());
      } catch (OutputException e) {
        throw new OutputException(
            e.getMessage() + " The options are --result_save_path, --report and --overwrite.", e);
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
