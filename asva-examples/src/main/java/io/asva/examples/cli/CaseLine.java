package io.asva.examples.cli;

import io.asva.verify.CaseResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes what became of a golden case on one line, in columns. */
final class CaseLine {
  private final int width;

  /** Lines whose columns fit the names of these cases. */
  CaseLine(List<Path> cases) {
    this.width =
        cases.stream().mapToInt(c -> String.valueOf(c.getFileName()).length()).max().orElse(0);
  }

  String of(CaseResult result) {
    String name = String.format(Locale.ROOT, "%-" + Math.max(1, width) + "s", result.name());
    String detail = result.worst().detail().lines().map(String::strip).reduce("", CaseLine::join);
    return switch (result.outcome()) {
      case PASSED -> "PASS  " + name + "  " + numbers(result);
      case FAILED ->
          "FAIL  " + name + "  " + numbers(result) + "  " + result.worst().name() + ": " + detail;
      case SKIPPED -> "SKIP  " + name + "  " + detail;
    };
  }

  private static String join(String first, String second) {
    return first.isEmpty() ? second : first + " " + second;
  }

  private static String numbers(CaseResult result) {
    return String.format(
        Locale.ROOT,
        "error %-8s allowed %-8s %7.2f s",
        error(result.worst().error()),
        error(result.worst().allowed()),
        result.seconds());
  }

  private static String error(double error) {
    if (Double.isNaN(error) || Double.isInfinite(error)) {
      return "none"; // nothing that could be compared
    }
    return error == 0 ? "0" : String.format(Locale.ROOT, "%.1e", error);
  }
}
