package io.asva.metrics.report;

import io.asva.core.files.IfExists;
import io.asva.core.files.OutputException;
import io.asva.core.files.OutputFile;
import io.asva.metrics.evaluation.Evaluation;
import io.asva.metrics.evaluation.EvaluationSettings;
import io.asva.metrics.result.EvaluationResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page that shows an evaluation: its figures beside published ones, the protocol, categories, how
 * scores are spread, the best and worst clips with their frames. It is one HTML file without
 * scripts, which loads nothing from anywhere; images are part of it.
 *
 * <p>Immutable. The same evaluation of the same files makes the same page.
 */
public final class EvaluationReport {
  private static final String TEMPLATE = "report.html";
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

  private final Evaluation evaluation;

  private EvaluationReport(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** The report of an evaluation. Its clips are read again for the images of some of them. */
  public static EvaluationReport of(Evaluation evaluation) {
    return new EvaluationReport(evaluation);
  }

  /**
   * Writes the page, and the folders above it where they are missing. The file is either whole or
   * not there.
   *
   * @throws OutputException if it can't be written, or is there and to be kept
   */
  public void write(Path file, IfExists ifExists) {
    OutputFile.writeWithFolders(file, ifExists, temporary -> Files.writeString(temporary, html()));
  }

  /** The page's text. */
  public String html() {
    Map<String, String> values = values();
    return PLACE
        .matcher(template())
        .replaceAll(
            place -> Matcher.quoteReplacement(Objects.requireNonNull(values.get(place.group(1)))));
  }

  private Map<String, String> values() {
    EvaluationResult result = evaluation.result();
    EvaluationSettings settings = evaluation.settings();
    ResultTables tables = new ResultTables(evaluation);
    ClipGrid grid = new ClipGrid(evaluation, tables.shown());
    Map<String, String> values = new LinkedHashMap<>();
    values.put("dataset", Html.escape(evaluation.dataset()));
    values.put("truth", Html.escape(result.groundTruthRoot()));
    values.put("generated", Html.escape(result.generatedRoot()));
    values.put("clips", String.valueOf(evaluation.clips().size()));
    values.put("pervideo", String.valueOf(result.clipsPerVideo()));
    values.put(
        "frames",
        "%d frames of %d \u00d7 %d (width \u00d7 height), %s a second%s"
            .formatted(
                settings.sampling().frames(),
                settings.width(),
                settings.height(),
                Html.plain(settings.sampling().fps()),
                result.device().map(where -> "; computed on " + where.words()).orElse("")));
    values.put("protocolname", settings.protocol().name().toLowerCase(Locale.ROOT));
    values.put("comparability", tables.comparability());
    values.put("results", tables.results());
    values.put("protocol", tables.protocol());
    values.put(
        "categories", tables.shown().isEmpty() ? "" : section("Categories", tables.categories()));
    values.put("plots", plots(tables.shown()));
    values.put(
        "grid",
        grid.order().map(order -> section("Clips by " + order.label(), grid.html())).orElse(""));
    values.put(
        "notes",
        list(
            "Notes",
            Stream.of(evaluation.notes(), evaluation.fileNotes()).flatMap(List::stream).toList()));
    values.put("skipped", list("Files that were left out", List.copyOf(result.skipped().values())));
    return values;
  }

  private String plots(List<ShownMetric> shown) {
    String plots =
        shown.stream()
            .map(metric -> Histogram.of(metric, evaluation.clips()))
            .collect(Collectors.joining("\n"));
    return plots.isEmpty()
        ? ""
        : section("Scores over clips", "<div class=\"plots\">\n" + plots + "\n</div>");
  }

  private static String section(String heading, String content) {
    return "<section>\n<h2>%s</h2>\n%s\n</section>".formatted(Html.escape(heading), content);
  }

  private static String list(String heading, List<String> lines) {
    if (lines.isEmpty()) {
      return "";
    }
    String items =
        lines.stream()
            .map(line -> "<li>" + Html.escape(line) + "</li>")
            .collect(Collectors.joining("\n"));
    return section(
        heading + " (" + lines.size() + ")", "<ul class=\"lines\">\n" + items + "\n</ul>");
  }

  private static String template() {
    try (InputStream in = EvaluationReport.class.getResourceAsStream(TEMPLATE)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The report's template can't be read.", e);
    }
  }
}
