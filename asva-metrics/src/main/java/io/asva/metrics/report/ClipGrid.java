package io.asva.metrics.report;

import io.asva.metrics.evaluation.Evaluation;
import io.asva.metrics.evaluation.ScoredClip;
import io.asva.metrics.result.ClipMetric;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The best and the worst clips, with some of their frames. */
final class ClipGrid {
  private static final int MOST = 6;
  private static final List<ShownMetric> ORDER =
      List.of(ShownMetric.ALIGN_SYNC, ShownMetric.REL_SYNC, ShownMetric.IA, ShownMetric.AV_ALIGN);

  private final Evaluation evaluation;
  private final List<ShownMetric> shown;

  ClipGrid(Evaluation evaluation, List<ShownMetric> shown) {
    this.evaluation = evaluation;
    this.shown = shown;
  }

  /** The score that clips are ordered by; empty if none allows it. */
  Optional<ShownMetric> order() {
    return ORDER.stream().filter(shown::contains).findFirst();
  }

  /** Both grids under their headings. */
  String html() {
    Optional<ShownMetric> order = order();
    if (order.isEmpty()) {
      return "";
    }
    ClipMetric metric = order.get().metric();
    List<ScoredClip> clips =
        evaluation.clips().stream()
            .filter(clip -> clip.scores().containsKey(metric))
            .sorted(
                Comparator.comparing((ScoredClip clip) -> clip.scores().getOrDefault(metric, 0.0))
                    .reversed())
            .toList();
    int best = Math.min(MOST, (clips.size() + 1) / 2);
    int worst = Math.min(MOST, clips.size() - best);
    return grid("Best", clips.subList(0, best))
        + grid("Worst", clips.subList(clips.size() - worst, clips.size()));
  }

  private String grid(String heading, List<ScoredClip> clips) {
    if (clips.isEmpty()) {
      return "";
    }
    StringBuilder cards = new StringBuilder();
    clips.forEach(clip -> cards.append(card(clip)));
    return "<h3>%s</h3>\n<div class=\"grid\">\n%s</div>\n".formatted(heading, cards);
  }

  private String card(ScoredClip clip) {
    StringBuilder scores = new StringBuilder();
    for (ShownMetric metric : shown) {
      Double score = clip.scores().get(metric.metric());
      if (score != null) {
        scores.append(
            "<div><dt>%s</dt><dd>%s</dd></div>"
                .formatted(Html.escape(metric.label()), metric.text(score)));
      }
    }
    return """
        <figure class="card">
        %s
        %s
        <figcaption><b>%s</b><dl class="scores">%s</dl></figcaption>
        </figure>
        """
        .formatted(
            strip(
                ClipStrip.ofCentre(clip.file(), evaluation.settings()),
                "Generated",
                "Frames of the generated clip " + clip.path()),
            strip(
                ClipStrip.of(clip.groundTruth(), clip.start(), evaluation.settings()),
                "Ground truth",
                "Frames of the ground truth of " + clip.path()),
            Html.escape(clip.path()),
            scores);
  }

  private static String strip(Optional<ClipStrip> strip, String name, String alternative) {
    String image =
        strip
            .map(
                s ->
                    "<img src=\"%s\" alt=\"%s\" width=\"%d\" height=\"%d\" loading=\"lazy\">"
                        .formatted(s.uri(), Html.escape(alternative), s.width(), s.height()))
            .orElse("<p class=\"none\">Its frames can't be read any more.</p>");
    return "<div class=\"strip\"><span>%s</span>%s</div>".formatted(name, image);
  }
}
