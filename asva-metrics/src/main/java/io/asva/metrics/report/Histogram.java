package io.asva.metrics.report;

import io.asva.metrics.evaluation.ScoredClip;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Draws how a score is spread over clips, as SVG. */
final class Histogram {
  private static final int WIDTH = 420;
  private static final int HEIGHT = 200;
  private static final int LEFT = 40;
  private static final int RIGHT = 22;
  private static final int TOP = 12;
  private static final int BOTTOM = 42;
  private static final int MOST_BARS = 24;

  private final ShownMetric shown;
  private final List<Double> values;
  private final double low;
  private final double step;
  private final int[] counts;

  private Histogram(ShownMetric shown, List<Double> values) {
    this.shown = shown;
    this.values = values;
    double least = values.stream().mapToDouble(v -> v).min().orElseThrow();
    double largest = values.stream().mapToDouble(v -> v).max().orElseThrow();
    int bars = (int) Math.max(5, Math.min(MOST_BARS, Math.ceil(2 * Math.cbrt(values.size()))));
    step = roundStep((largest - least) / bars, Math.abs(largest));
    low = Math.floor(least / step) * step;
    counts = new int[(int) Math.floor((largest - low) / step) + 1];
    values.forEach(v -> counts[Math.min(counts.length - 1, (int) ((v - low) / step))]++);
  }

  /** The next larger of 1, 2 and 5 times a power of ten, so that the axis has round numbers. */
  private static double roundStep(double step, double size) {
    double least = Math.max(step, Math.max(size, 1e-6) * 1e-4);
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= least) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** The drawing; empty if no clip has the score. */
  static String of(ShownMetric shown, List<ScoredClip> clips) {
    List<Double> values =
        clips.stream()
            .map(clip -> clip.scores().get(shown.metric()))
            .filter(Objects::nonNull)
            .map(shown::scaled)
            .toList();
    return values.isEmpty() ? "" : new Histogram(shown, values).svg();
  }

  private String svg() {
    int most = 1;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    List<String> parts = new ArrayList<>();
    String id = "plot-" + shown.name();
    parts.add(
        "<svg class=\"plot\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s\">"
            .formatted(WIDTH, HEIGHT, id));
    parts.add("<title id=\"%s\">%s</title>".formatted(id, Html.escape(summary())));
    yAxis(parts, most);
    bars(parts, most);
    xAxis(parts);
    parts.add("</svg>");
    return String.join("\n", parts);
  }

  private String summary() {
    double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
    return "%s of %d clips: from %s to %s, on average %s"
        .formatted(
            shown.label(),
            values.size(),
            tick(values.stream().mapToDouble(v -> v).min().orElseThrow()),
            tick(values.stream().mapToDouble(v -> v).max().orElseThrow()),
            tick(mean));
  }

  private void yAxis(List<String> parts, int most) {
    int interval = Math.max(1, (int) roundStep(most / 4.0, 0));
    for (int count = 0; count <= most; count += interval) {
      double y = y(count, most);
      parts.add(
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>"
              .formatted(LEFT, WIDTH - RIGHT, at(y), at(y)));
      parts.add(
          "<text class=\"tick\" x=\"%d\" y=\"%s\" text-anchor=\"end\">%d</text>"
              .formatted(LEFT - 6, at(y + 4), count));
    }
  }

  private void bars(List<String> parts, int most) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        double y = y(counts[i], most);
        parts.add(
            "<rect class=\"bar\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></rect>"
                .formatted(
                    at(x(i) + 1),
                    at(y),
                    at(Math.max(1, x(1) - x(0) - 2)),
                    at(y(0, most) - y),
                    "%s to %s: %d of %d clips"
                        .formatted(
                            tick(low + i * step),
                            tick(low + (i + 1) * step),
                            counts[i],
                            values.size())));
      }
    }
  }

  private void xAxis(List<String> parts) {
    int baseline = HEIGHT - BOTTOM;
    parts.add(
        "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>"
            .formatted(LEFT, WIDTH - RIGHT, baseline, baseline));
    int interval = (int) Math.ceil(counts.length / 5.0);
    for (int i = 0; i <= counts.length; i += interval) {
      parts.add(
          "<text class=\"tick\" x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>"
              .formatted(at(x(i)), baseline + 16, tick(low + i * step)));
    }
    parts.add(
        "<text class=\"label\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>"
            .formatted((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, Html.escape(shown.label())));
  }

  private double x(int edge) {
    return LEFT + (double) (WIDTH - LEFT - RIGHT) * edge / counts.length;
  }

  private static double y(int count, int most) {
    return HEIGHT - BOTTOM - (double) (HEIGHT - TOP - BOTTOM) * count / most;
  }

  private static String at(double position) {
    return Html.number(position, 1);
  }

  /** A value with as many digits as tell neighbouring edges apart. */
  private String tick(double value) {
    int digits = (int) Math.max(0, -Math.floor(Math.log10(step)));
    String text = Html.number(value, digits);
    return text.matches("-0\\.?0*") ? text.substring(1) : text;
  }
}
