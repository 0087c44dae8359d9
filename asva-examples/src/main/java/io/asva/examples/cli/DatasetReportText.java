package io.asva.examples.cli;

import io.asva.media.dataset.Dataset;
import io.asva.media.dataset.DatasetReport;
import io.asva.media.dataset.Finding;
import io.asva.media.dataset.VideoUse;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report on a data set, for people and for machines. */
record DatasetReportText(Dataset dataset, DatasetReport report) {
  void print(PrintWriter out) {
    out.println(dataset.folder() + ": layout of " + layout());
    for (DatasetReport.Checked checked : report.splits()) {
      out.printf(
          Locale.ROOT,
          "%s: %d videos, %.1f min; long enough: %s%n",
          word(checked.split()),
          checked.videos(),
          checked.seconds() / 60,
          Stream.of(VideoUse.values())
              .map(use -> checked.uses().getOrDefault(use, 0) + " for " + use.label())
              .collect(Collectors.joining(", ")));
      for (Finding finding : checked.findings()) {
        out.println(
            "  " + finding.problem() + "  " + finding.video().name() + ": " + finding.detail());
      }
      checked.notes().forEach(note -> out.println("  Note: " + note));
    }
    out.println(
        report.counts().isEmpty()
            ? "Nothing is wrong."
            : report.counts().entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", ")));
    out.flush();
  }

  Json json() {
    return new Json()
        .put("folder", dataset.folder().toString())
        .put("layout", layout())
        .put("counts", named(report.counts()))
        .put("splits", report.splits().stream().map(DatasetReportText::split).toList());
  }

  private static Map<String, Object> split(DatasetReport.Checked checked) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("split", word(checked.split()));
    values.put("videos", checked.videos());
    values.put("seconds", checked.seconds());
    values.put("long_enough", named(checked.uses()));
    List<Map<String, Object>> findings =
        checked.findings().stream()
            .map(
                f -> {
                  Map<String, Object> finding = new LinkedHashMap<>();
                  finding.put("video", f.video().name());
                  finding.put("problem", word(f.problem()));
                  finding.put("detail", f.detail());
                  return finding;
                })
            .toList();
    values.put("findings", findings);
    values.put("notes", NoteLines.json(checked.notes()));
    return values;
  }

  private static <E extends Enum<E>> Map<String, Integer> named(Map<E, Integer> counts) {
    Map<String, Integer> named = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> named.put(word(e.getKey()), e.getValue()));
    return named;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private String layout() {
    return switch (dataset.layout()) {
      case AVSYNC15 -> "AVSync15";
      case LANDSCAPES -> "Landscapes";
      case THE_GREATEST_HITS -> "TheGreatestHits";
      case VGGSS -> "VGGSS";
      case FOLDER -> "a plain folder";
    };
  }
}
