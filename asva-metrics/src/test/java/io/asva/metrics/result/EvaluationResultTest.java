package io.asva.metrics.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.files.IfExists;
import io.asva.core.files.OutputException;
import io.asva.metrics.MetricsException;
import io.asva.metrics.result.EvaluationResultBuilder.ClipRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationResultTest {
  private static EvaluationResultBuilder builder() {
    return EvaluationResult.builder("datasets/AVSync15/videos", "exp/videos", 3);
  }

  private static EvaluationResultBuilder full() {
    return builder()
        .distance(SetMetric.FVD, 300.5)
        .distance(SetMetric.FID, 11.25)
        .clip("lions/a_clip-00.mp4", scores(0.25, 0.5, 0.5, 0.125))
        .clip("lions/a_clip-01.mp4", scores(0.75, 0.5, 0.25, 0.25));
  }

  private static Map<ClipMetric, Double> scores(double ia, double it, double rel, double align) {
    return Map.of(
        ClipMetric.ALIGN_SYNC,
        align,
        ClipMetric.REL_SYNC,
        rel,
        ClipMetric.IT,
        it,
        ClipMetric.IA,
        ia);
  }

  @Test
  void keysAndOrderAreTheReferences() {
    assertThat(full().records(ClipRecords.KEPT).build().json())
        .isEqualTo(
            """
            {
                "groundtruth_video_root": "datasets/AVSync15/videos",
                "generated_video_root": "exp/videos",
                "num_clips_per_video": 3,
                "FID": 11.25,
                "FVD": 300.5,
                "IA_mean": 0.5,
                "IA_std": 0.3535533905932738,
                "IT_mean": 0.5,
                "IT_std": 0.0,
                "RelSync_mean": 0.375,
                "RelSync_std": 0.1767766952966369,
                "AlignSync_mean": 0.1875,
                "AlignSync_std": 0.08838834764831845,
                "instance_metrics": {
                    "lions/a_clip-00.mp4": {
                        "IA": 0.25,
                        "IT": 0.5,
                        "RelSync": 0.5,
                        "AlignSync": 0.125
                    },
                    "lions/a_clip-01.mp4": {
                        "IA": 0.75,
                        "IT": 0.5,
                        "RelSync": 0.25,
                        "AlignSync": 0.25
                    }
                }
            }""");
  }

  @Test
  void whatWasNotMeasuredIsNotWritten() {
    assertThat(full().build().json()).doesNotContain("instance_metrics");
    assertThat(builder().build().json()).contains("num_clips").doesNotContain("FID", "IA", "Sync_");
  }

  @Test
  void theDeviationOfOneClipIsNull() {
    String json = builder().clip("a.mp4", Map.of(ClipMetric.IA, 0.5)).build().json();
    assertThat(json).contains("\"IA_mean\": 0.5,\n    \"IA_std\": null\n");
  }

  @Test
  void theFileIsWrittenWithItsFoldersAndNotOverwrittenUnasked(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("metrics/seed-0/eval_result.json");
    EvaluationResult result = full().build();
    result.write(file, IfExists.FAIL);
    assertThat(Files.readString(file)).isEqualTo(result.json());
    assertThatThrownBy(() -> builder().build().write(file, IfExists.FAIL))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("exists and is kept");
    assertThat(Files.readString(file)).isEqualTo(result.json());
    builder().build().write(file, IfExists.REPLACE);
    assertThat(Files.readString(file)).isEqualTo(builder().build().json());
  }

  @Test
  void inconsistentScoresAreRefused() {
    assertRefused(
        () -> full().clip("b.mp4", Map.of(ClipMetric.IA, 1.0)),
        "b.mp4 has scores in [IA], the clips before in [IA, IT, REL_SYNC, ALIGN_SYNC]; all must"
            + " have the same.");
    assertRefused(
        () -> full().clip("lions/a_clip-00.mp4", scores(0, 0, 0, 0)),
        "lions/a_clip-00.mp4 was scored twice, with other scores.");
    assertRefused(
        () -> builder().clip("b.mp4", Map.of(ClipMetric.REL_SYNC, Double.NaN)),
        "RelSync of b.mp4 is NaN, no finite number.");
    assertRefused(
        () -> builder().distance(SetMetric.FID, Double.POSITIVE_INFINITY),
        "FID is Infinity, no finite number.");
    assertThatThrownBy(() -> EvaluationResult.builder("a", "b", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least 1 clip a video, not 0");
  }

  private static void assertRefused(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(MetricsException.class).hasMessage(message);
  }
}
