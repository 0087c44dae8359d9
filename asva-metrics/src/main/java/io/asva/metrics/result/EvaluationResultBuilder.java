package io.asva.metrics.result;

import io.asva.metrics.MetricsException;
import io.asva.metrics.Summary;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gathers what an evaluation finds. Of a clip, its scores are kept and nothing else.
 *
 * <p>Not safe for use by several threads.
 */
public final class EvaluationResultBuilder {
  private final String groundTruthRoot;
  private final String generatedRoot;
  private final int clipsPerVideo;
  private final Map<SetMetric, Double> distances = new EnumMap<>(SetMetric.class);
  private final Map<String, Map<ClipMetric, Double>> clips = new LinkedHashMap<>();
  private ClipRecords records = ClipRecords.LEFT_OUT;

  /** Whether the scores of each clip become part of the result. */
  public enum ClipRecords {
    /** Only their summaries do. */
    LEFT_OUT,
    /** They do: {@code --record_instance_metrics}. */
    KEPT
  }

  EvaluationResultBuilder(String groundTruthRoot, String generatedRoot, int clipsPerVideo) {
    if (clipsPerVideo < 1) {
      throw new IllegalArgumentException("at least 1 clip a video, not " + clipsPerVideo);
    }
    this.groundTruthRoot = groundTruthRoot;
    this.generatedRoot = generatedRoot;
    this.clipsPerVideo = clipsPerVideo;
  }

  /** Says whether the scores of each clip become part of the result; by default they don't. */
  public EvaluationResultBuilder records(ClipRecords records) {
    this.records = records;
    return this;
  }

  /**
   * Notes a distance.
   *
   * @throws MetricsException if it is not a finite number
   */
  public EvaluationResultBuilder distance(SetMetric metric, double distance) {
    requireFinite(metric.name(), distance);
    distances.put(metric, distance);
    return this;
  }

  /**
   * Notes the scores of a clip.
   *
   * @param path its path under the generated root, with forward slashes
   * @throws MetricsException if the clip is known, its scores are in other metrics than those of
   *     the clips before, or one is not a finite number
   */
  public EvaluationResultBuilder clip(String path, Map<ClipMetric, Double> scores) {
    scores.forEach((metric, score) -> requireFinite(metric.key() + " of " + path, score));
    if (!clips.isEmpty() && !clips.values().iterator().next().keySet().equals(scores.keySet())) {
      throw new MetricsException(
          path
              + " has scores in "
              + scores.keySet()
              + ", the clips before in "
              + clips.values().iterator().next().keySet()
              + "; all must have the same.");
    }
    Map<ClipMetric, Double> copy = new EnumMap<>(ClipMetric.class);
    copy.putAll(scores);
    if (clips.putIfAbsent(path, copy) != null) {
      throw new MetricsException(path + " was scored twice.");
    }
    return this;
  }

  private static void requireFinite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new MetricsException(what + " is " + value + ", no finite number.");
    }
  }

  /** The result so far. */
  public EvaluationResult build() {
    Map<ClipMetric, Summary> summaries = new EnumMap<>(ClipMetric.class);
    for (ClipMetric metric : ClipMetric.values()) {
      List<Double> scores =
          clips.values().stream().map(clip -> clip.get(metric)).filter(Objects::nonNull).toList();
      if (!scores.isEmpty()) {
        summaries.put(metric, Summary.of(scores));
      }
    }
    return new EvaluationResult(
        groundTruthRoot,
        generatedRoot,
        clipsPerVideo,
        distances,
        summaries,
        records == ClipRecords.KEPT ? clips : Map.of());
  }
}
