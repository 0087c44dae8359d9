package io.asva.metrics.report;

import io.asva.media.ClipSampling;
import io.asva.media.MediaLimits;
import io.asva.media.Protocol;
import io.asva.metrics.evaluation.BadFiles;
import io.asva.metrics.evaluation.Evaluation;
import io.asva.metrics.evaluation.EvaluationMetric;
import io.asva.metrics.evaluation.EvaluationSamples;
import io.asva.metrics.evaluation.EvaluationSettings;
import io.asva.metrics.evaluation.ScoredClip;
import io.asva.metrics.result.ClipMetric;
import io.asva.metrics.result.EvaluationResult;
import io.asva.metrics.result.EvaluationResultBuilder;
import io.asva.metrics.result.SetMetric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Evaluations with scores that were made up, over drawn clips. */
final class ReportSamples {
  private static final List<String> CATEGORIES =
      List.of("baby_babbling_crying", "dog_barking", "hammering", "lions_roaring", "<b>&\"'");

  private ReportSamples() {}

  /** As many clips as wanted, which share a few files. */
  static Evaluation evaluation(Path folder, String dataset, Protocol protocol, int count)
      throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      files.add(EvaluationSamples.video(folder.resolve(i + ".mp4"), i, 2, 6, 1));
    }
    Random random = new Random(5);
    EvaluationResultBuilder result =
        EvaluationResult.builder("datasets/" + dataset + "/videos", "exp/<videos>", 3)
            .distance(SetMetric.FID, 43.21)
            .distance(SetMetric.FVD, 301.5);
    List<ScoredClip> clips = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String category = CATEGORIES.get(i % CATEGORIES.size());
      String path = category + "/video-" + i / 3 + "_clip-0" + i % 3 + ".mp4";
      Map<ClipMetric, Double> scores = new EnumMap<>(ClipMetric.class);
      scores.put(ClipMetric.IA, 0.3 + 0.04 * random.nextGaussian());
      scores.put(ClipMetric.IT, 0.25 + 0.03 * random.nextGaussian());
      scores.put(ClipMetric.REL_SYNC, 0.45 + 0.05 * random.nextGaussian());
      scores.put(ClipMetric.ALIGN_SYNC, 0.225 + 0.02 * random.nextGaussian());
      if (i % 7 > 0) {
        scores.put(ClipMetric.AV_ALIGN, random.nextInt(6) / 10.0);
      }
      result.clip(path, scores);
      clips.add(
          new ScoredClip(path, files.get(i % 3), files.get((i + 1) % 4), 0, category, scores));
    }
    result.skipped("exp/<videos>/x_clip-00.mp4", "exp/<videos>/x_clip-00.mp4 has no audio.");
    EvaluationSettings settings =
        new EvaluationSettings(
            EnumSet.allOf(EvaluationMetric.class),
            protocol,
            EvaluationSamples.HEIGHT,
            EvaluationSamples.WIDTH,
            ClipSampling.STANDARD,
            3,
            BadFiles.SKIP,
            MediaLimits.DEFAULT);
    return new Evaluation(
        result.build(),
        dataset,
        settings,
        clips,
        List.of("a.mp4 has 1.50 of a clip's 2.00 s."),
        List.of());
  }
}
