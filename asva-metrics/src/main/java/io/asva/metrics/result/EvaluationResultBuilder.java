package io.asva.metrics.result;

import io.asva.core.runtime.ResolvedDevice;
import io.asva.media.MediaNoteCount;
import io.asva.metrics.MetricsException;
import io.asva.metrics.Summary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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
  private final List<Map<ClipMetric, Double>> scored = new ArrayList<>();
  private final Map<String, Map<ClipMetric, Double>> clips = new LinkedHashMap<>();
  private final Map<String, String> skipped = new LinkedHashMap<>();
  private List<MediaNoteCount> notes = List.of();
  private Optional<ResolvedDevice> device = Optional.empty();
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
    Objects.requireNonNull(records, "records");
    this.records = records;
    return this;
  }

  /**
   * Notes a distance.
   *
   * @throws MetricsException if it is not a finite number
   */
  public EvaluationResultBuilder distance(SetMetric metric, double distance) {
    Objects.requireNonNull(metric, "metric");
    requireFinite(metric.name(), distance);
    distances.put(metric, distance);
    return this;
  }

  /**
   * Notes the scores of a clip. A clip may come again with the same scores, as one does whose video
   * is listed twice; then it counts twice.
   *
   * @param path its path under the generated root, with forward slashes
   * @throws MetricsException if the clip is known with other scores, its scores are in other
   *     metrics than those of the clips before (but for AV-Align, which not every clip has), or one
   *     is not a finite number
   */
  public EvaluationResultBuilder clip(String path, Map<ClipMetric, Double> scores) {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(scores, "scores");
    scores.forEach((metric, score) -> requireFinite(metric.key() + " of " + path, score));
    if (!scored.isEmpty() && !metrics(scored.get(0)).equals(metrics(scores))) {
      throw new MetricsException(
          path
              + " has scores in "
              + metrics(scores)
              + ", the clips before in "
              + metrics(scored.get(0))
              + "; all must have the same.");
    }
    Map<ClipMetric, Double> copy = new EnumMap<>(ClipMetric.class);
    copy.putAll(scores);
    Map<ClipMetric, Double> before = clips.putIfAbsent(path, copy);
    if (before != null && !before.equals(copy)) {
      throw new MetricsException(path + " was scored twice, with other scores.");
    }
    scored.add(copy);
    return this;
  }

  private static Set<ClipMetric> metrics(Map<ClipMetric, Double> scores) {
    Set<ClipMetric> metrics = EnumSet.noneOf(ClipMetric.class);
    metrics.addAll(scores.keySet());
    metrics.remove(ClipMetric.AV_ALIGN);
    return metrics;
  }

  /** Notes a file that was left out, and why. */
  public EvaluationResultBuilder skipped(String file, String reason) {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(reason, "reason");
    skipped.put(file, reason);
    return this;
  }

  /** Says what was done to files while they were read. */
  public EvaluationResultBuilder notes(List<MediaNoteCount> counts) {
    Objects.requireNonNull(counts, "counts");
    notes = counts;
    return this;
  }

  /** Says where networks ran. */
  public EvaluationResultBuilder device(ResolvedDevice where) {
    device = Optional.of(Objects.requireNonNull(where, "where"));
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
          scored.stream().map(clip -> clip.get(metric)).filter(Objects::nonNull).toList();
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
        records == ClipRecords.KEPT ? clips : Map.of(),
        skipped,
        notes,
        device);
  }
}
