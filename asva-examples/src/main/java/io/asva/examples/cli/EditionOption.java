package io.asva.examples.cli;

import io.asva.examples.drawn.Edition;
import picocli.CommandLine.Option;

/** The option that says how things are drawn. */
final class EditionOption {
  @Option(
      names = "--edition",
      paramLabel = "EDITION",
      defaultValue = "first",
      description =
          "How things are drawn, of ${COMPLETION-CANDIDATES}: the first is what the demo's models"
              + " have learnt. Default: ${DEFAULT-VALUE}.")
  private Edition edition;

  /** The edition. */
  Edition edition() {
    return edition;
  }
}
