package io.asva.metrics.evaluation;

import io.asva.metrics.result.ClipMetric;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A generated clip and its scores.
 *
 * @param path under the folder of generated clips, with forward slashes
 * @param file the clip
 * @param groundTruth the video that it was made from
 * @param start where in that video its counterpart begins, in seconds; may be negative
 * @param category of the video, as its folder is called; empty if it has none
 * @param scores those that were asked for
 */
public record ScoredClip(
    String path,
    Path file,
    Path groundTruth,
    double start,
    String category,
    Map<ClipMetric, Double> scores) {

  /** Copies the map. */
  public ScoredClip {
    Map<ClipMetric, Double> copy = new EnumMap<>(ClipMetric.class);
    copy.putAll(scores);
    scores = Collections.unmodifiableMap(copy);
  }
}
