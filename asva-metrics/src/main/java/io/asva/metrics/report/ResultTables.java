package io.asva.metrics.report;

import io.asva.media.Protocol;
import io.asva.metrics.Summary;
import io.asva.metrics.evaluation.Evaluation;
import io.asva.metrics.evaluation.ScoredClip;
import io.asva.metrics.result.ClipMetric;
import io.asva.metrics.result.SetMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report's tables. */
final class ResultTables {
  private final Evaluation evaluation;
  private final List<PublishedFigures> published;

  ResultTables(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.published = PublishedFigures.of(evaluation.dataset());
  }

  /** Those of the metrics that were measured. */
  List<ShownMetric> shown() {
    return Arrays.stream(ShownMetric.values())
        .filter(shown -> evaluation.result().summaries().containsKey(shown.metric()))
        .toList();
  }

  /** The figures, beside the published ones where there are some. */
  String results() {
    StringBuilder rows = new StringBuilder();
    for (SetMetric metric : SetMetric.values()) {
      Double distance = evaluation.result().distances().get(metric);
      if (distance != null) {
        String meaning =
            switch (metric) {
              case FID -> "distance of frames; lower is better";
              case FVD -> "distance of clips; lower is better";
            };
        rows.append(row(metric.name(), meaning, Html.number(distance, 2), ""));
        appendPublished(rows, metric == SetMetric.FVD, PublishedFigures::fvd);
      }
    }
    for (ShownMetric shown : shown()) {
      Summary summary = Objects.requireNonNull(evaluation.result().summaries().get(shown.metric()));
      String deviation =
          Double.isNaN(summary.deviation()) ? Html.NOTHING : shown.text(summary.deviation());
      rows.append(row(shown.label(), shown.meaning(), shown.text(summary.mean()), deviation));
      appendPublished(rows, shown.metric() == ClipMetric.ALIGN_SYNC, PublishedFigures::alignSync);
    }
    return table("Results", resultHead(), rows.toString());
  }

  private static String row(String label, String meaning, String mean, String deviation) {
    return "<tr><th scope=\"row\">%s<span class=\"meaning\">%s</span></th><td>%s</td><td>%s</td>"
        .formatted(Html.escape(label), Html.escape(meaning), mean, deviation);
  }

  private interface Figure {
    double of(PublishedFigures figures);
  }

  private void appendPublished(StringBuilder rows, boolean known, Figure figure) {
    for (PublishedFigures figures : published) {
      rows.append("<td>")
          .append(known ? Html.number(figure.of(figures), 2) : Html.UNPUBLISHED)
          .append("</td>");
    }
    rows.append("</tr>\n");
  }

  private String resultHead() {
    String span = published.isEmpty() ? "" : " rowspan=\"2\"";
    String head =
        Stream.of("Metric", "Here", "Deviation over clips")
            .map(text -> "<th scope=\"col\"%s>%s</th>".formatted(span, text))
            .collect(Collectors.joining());
    if (published.isEmpty()) {
      return "<tr>" + head + "</tr>";
    }
    String scales =
        published.stream()
            .map(f -> "<th scope=\"col\">" + Html.plain(f.audioGuidance()) + "</th>")
            .collect(Collectors.joining());
    return """
        <tr>%s<th scope="colgroup" colspan="%d">Published, at audio guidance</th></tr>
        <tr>%s</tr>"""
        .formatted(head, published.size(), scales);
  }

  /** Whether the figures can be compared with published ones; empty where there are none. */
  String comparability() {
    if (published.isEmpty()) {
      return "";
    }
    return evaluation.settings().protocol() == Protocol.REFERENCE
        ? "<p class=\"hint good\">Protocol <b>reference</b>: comparable with the published figures,"
            + " given the published models, the whole test list, 3 clips a video and the data"
            + " set's frame size.</p>"
        : "<p class=\"hint bad\">Protocol <b>corrected</b>: <b>not comparable</b> with the"
            + " published figures, which contain the reference's slips listed below.</p>";
  }

  /** The reference's slips, and whether they are in these figures. */
  String protocol() {
    boolean reference = evaluation.settings().protocol() == Protocol.REFERENCE;
    StringBuilder rows = new StringBuilder();
    for (Quirk quirk : Quirk.values()) {
      boolean met = quirk.treatment() != Quirk.Treatment.NOT_MET;
      boolean reproduced = reference && quirk.treatment() == Quirk.Treatment.BY_PROTOCOL;
      String state = !met ? "not met here" : reproduced ? "reproduced" : "mended";
      String sentence = reproduced || !met ? quirk.reproduced() : quirk.mended();
      rows.append(
          """
          <tr><th scope="row">%s %s<span class="meaning">%s</span></th>\
          <td><span class="state %s">%s</span></td></tr>
          """
              .formatted(
                  quirk.name(),
                  Html.escape(quirk.title()),
                  Html.escape(sentence),
                  !met ? "idle" : reproduced ? "on" : "off",
                  state));
    }
    return table("Protocol", head(List.of("Slip of the reference", "Here")), rows.toString());
  }

  /** A row for each category. */
  String categories() {
    Map<String, List<ScoredClip>> byCategory =
        evaluation.clips().stream()
            .collect(
                Collectors.groupingBy(ScoredClip::category, TreeMap::new, Collectors.toList()));
    List<String> heads = new ArrayList<>(List.of("Category", "Clips"));
    shown().forEach(shown -> heads.add(shown.label()));
    StringBuilder rows = new StringBuilder();
    byCategory.forEach(
        (category, clips) -> {
          rows.append(
              "<tr><th scope=\"row\">%s</th><td>%d</td>"
                  .formatted(category.isEmpty() ? "(none)" : Html.escape(category), clips.size()));
          shown().forEach(shown -> rows.append("<td>").append(mean(clips, shown)).append("</td>"));
          rows.append("</tr>\n");
        });
    return table("Categories", head(heads), rows.toString());
  }

  private static String mean(List<ScoredClip> clips, ShownMetric shown) {
    List<Double> scores =
        clips.stream()
            .map(clip -> clip.scores().get(shown.metric()))
            .filter(Objects::nonNull)
            .toList();
    return scores.isEmpty() ? Html.NOTHING : shown.text(Summary.of(scores).mean());
  }

  private static String head(List<String> heads) {
    return heads.stream()
        .map(text -> "<th scope=\"col\">" + Html.escape(text) + "</th>")
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }

  private static String table(String name, String head, String rows) {
    return """
        <div class="scroll" role="region" aria-label="%s" tabindex="0"><table>
        <thead>%s</thead>
        <tbody>
        %s</tbody></table></div>"""
        .formatted(Html.escape(name), head, rows);
  }
}
