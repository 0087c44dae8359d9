package io.asva.metrics.result;

import io.asva.core.files.IfExists;
import io.asva.core.files.OutputException;
import io.asva.core.runtime.ResolvedDevice;
import io.asva.media.MediaNoteCount;
import io.asva.metrics.Summary;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of an evaluation of generated clips. Values are raw, not times 100.
 *
 * <p>Immutable.
 *
 * @param groundTruthRoot folder of the real videos, as it was given
 * @param generatedRoot folder of the generated clips, as it was given
 * @param clipsPerVideo generated clips of each video
 * @param distances those that were measured
 * @param summaries of the scores that were measured
 * @param clips the scores of each clip, by its path under the generated root; empty unless they
 *     were asked for
 * @param skipped files that were left out, with the reason; written only if there are any
 * @param notes what was filled, cut, held or chosen in files; written only if there is something
 * @param device where networks ran, and in which precision; empty where none was needed
 */
public record EvaluationResult(
    String groundTruthRoot,
    String generatedRoot,
    int clipsPerVideo,
    Map<SetMetric, Double> distances,
    Map<ClipMetric, Summary> summaries,
    Map<String, Map<ClipMetric, Double>> clips,
    Map<String, String> skipped,
    List<MediaNoteCount> notes,
    Optional<ResolvedDevice> device) {

  /** Copies maps and list. */
  public EvaluationResult {
    distances = sorted(distances, SetMetric.class);
    summaries = sorted(summaries, ClipMetric.class);
    Map<String, Map<ClipMetric, Double>> copies = new LinkedHashMap<>();
    clips.forEach((path, scores) -> copies.put(path, sorted(scores, ClipMetric.class)));
    clips = Collections.unmodifiableMap(copies);
    notes = List.copyOf(notes);
    skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
  }

  private static <K extends Enum<K>, V> Map<K, V> sorted(Map<K, V> map, Class<K> type) {
    Map<K, V> result = new EnumMap<>(type);
    result.putAll(map);
    return Collections.unmodifiableMap(result);
  }

  /**
   * Begins a result.
   *
   * @param groundTruthRoot folder of the real videos
   * @param generatedRoot folder of the generated clips
   * @param clipsPerVideo generated clips of each video, at least 1
   */
  public static EvaluationResultBuilder builder(
      String groundTruthRoot, String generatedRoot, int clipsPerVideo) {
    return new EvaluationResultBuilder(groundTruthRoot, generatedRoot, clipsPerVideo);
  }

  /**
   * The text of {@code eval_result.json}: the reference's keys in its order, indented by 4. What
   * the reference doesn't have, AV-Align, files that were left out and notes, comes after its keys.
   */
  public String json() {
    return ResultJson.of(this);
  }

  /**
   * Writes {@code eval_result.json}, and the folders above it where they are missing. The file is
   * either whole or not there.
   *
   * @throws OutputException if it can't be written, or is there and to be kept
   */
  public void write(Path file, IfExists ifExists) {
    ResultJson.write(this, file, ifExists);
  }
}
