package io.asva.metrics.report;

import io.asva.metrics.result.ClipMetric;

/** How a clip's metric is shown. */
enum ShownMetric {
  IA(ClipMetric.IA, "IA", "similarity of frames and audio", 1, 4),
  IT(ClipMetric.IT, "IT", "similarity of frames and text", 1, 4),
  REL_SYNC(ClipMetric.REL_SYNC, "RelSync \u00d7 100", "synchrony; the ground truth has 50", 100, 2),
  ALIGN_SYNC(
      ClipMetric.ALIGN_SYNC,
      "AlignSync \u00d7 100",
      "synchrony and alignment; the ground truth has about 25",
      100,
      2),
  AV_ALIGN(ClipMetric.AV_ALIGN, "AV-Align", "onsets of audio that meet peaks of motion", 1, 4);

  private final ClipMetric metric;
  private final String label;
  private final String meaning;
  private final double scale;
  private final int digits;

  ShownMetric(ClipMetric metric, String label, String meaning, double scale, int digits) {
    this.metric = metric;
    this.label = label;
    this.meaning = meaning;
    this.scale = scale;
    this.digits = digits;
  }

  ClipMetric metric() {
    return metric;
  }

  String label() {
    return label;
  }

  String meaning() {
    return meaning;
  }

  double scaled(double raw) {
    return raw * scale;
  }

  /** A raw value, scaled, as text. */
  String text(double raw) {
    return Html.number(scaled(raw), digits);
  }
}
