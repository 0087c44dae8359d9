package io.asva.metrics.evaluation;

import io.asva.core.ProgressMonitor;
import io.asva.core.runtime.ResolvedDevice;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.MediaNote;
import io.asva.media.MediaNoteCount;
import io.asva.metrics.MetricsException;
import io.asva.metrics.frechet.FeatureStatistics;
import io.asva.metrics.frechet.FrechetDistance;
import io.asva.metrics.result.ClipMetric;
import io.asva.metrics.result.EvaluationResult;
import io.asva.metrics.result.EvaluationResultBuilder;
import io.asva.metrics.result.EvaluationResultBuilder.ClipRecords;
import io.asva.metrics.result.SetMetric;
import io.asva.sync.AlignSync;
import io.asva.sync.RelSync;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes figures of the features that were kept, which it reads one video at a time in the order of
 * their names. So the result is the same, to the last bit, however often the work before was
 * interrupted.
 */
final class Comparing {
  private static final String STAGE = "comparing";

  private final EvaluationPlan plan;
  private final EvaluationSettings settings;
  private final FeatureKeys keys;
  private final WorkFolder work;
  private final FileChecks files;
  private final EvaluationResultBuilder result;
  private final List<ScoredClip> clips = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<List<MediaNote>> ofFiles = new ArrayList<>();
  private @Nullable DistanceOfSets fid;
  private @Nullable DistanceOfSets fvd;

  Comparing(
      EvaluationPlan plan,
      EvaluationSettings settings,
      FeatureKeys keys,
      WorkFolder work,
      FileChecks files,
      ClipRecords records) {
    this.plan = plan;
    this.settings = settings;
    this.keys = keys;
    this.work = work;
    this.files = files;
    this.result =
        EvaluationResult.builder(
                plan.groundTruthRoot().toString(),
                plan.generatedRoot().toString(),
                settings.clipsPerVideo())
            .records(records);
  }

  /** Two growing sets of features. */
  private record DistanceOfSets(FeatureStatistics real, FeatureStatistics made) {
    static DistanceOfSets ofDimension(int dimension) {
      return new DistanceOfSets(
          FeatureStatistics.ofDimension(dimension), FeatureStatistics.ofDimension(dimension));
    }

    double distance() {
      return FrechetDistance.between(real, made);
    }
  }

  Evaluation compare(String dataset, Optional<ResolvedDevice> device, ProgressMonitor monitor) {
    device.ifPresent(result::device);
    int total = plan.videos().size() + 2;
    monitor.report(STAGE, 0, total);
    for (int i = 0; i < plan.videos().size(); i++) {
      monitor.check(STAGE);
      EvaluatedVideo video = plan.videos().get(i);
      if (files.usable(video.file())) {
        add(video);
      }
      monitor.report(STAGE, i + 1, total);
    }
    if (clips.isEmpty()) {
      throw new MetricsException("No clip could be evaluated: every one of them was left out.");
    }
    DistanceOfSets frames = fid;
    if (frames != null) {
      result.distance(SetMetric.FID, frames.distance());
    }
    monitor.check(STAGE);
    monitor.report(STAGE, total - 1, total);
    DistanceOfSets sets = fvd;
    if (sets != null) {
      result.distance(SetMetric.FVD, sets.distance());
    }
    monitor.report(STAGE, total, total);
    files.bad().forEach((file, reason) -> result.skipped(file.toString(), reason));
    if (settings.wants(EvaluationMetric.CLIPSIM) && !plan.hasTexts()) {
      notes.add("IT was left out: the data set's videos have no categories, so no texts.");
    }
    long silent = clips.stream().filter(c -> !c.scores().containsKey(ClipMetric.AV_ALIGN)).count();
    if (settings.wants(EvaluationMetric.AV_ALIGN) && silent > 0) {
      notes.add(
          silent
              + " of "
              + clips.size()
              + " clips have no AV-Align: neither their audio nor their motion has a peak.");
    }
    result.notes(MediaNoteCount.of(ofFiles));
    List<String> texts = ofFiles.stream().flatMap(List::stream).map(MediaNote::text).toList();
    return new Evaluation(result.build(), dataset, settings, clips, notes, texts);
  }

  private void add(EvaluatedVideo video) {
    Features real = kept(keys.real(video), video.file());
    ofFiles.add(real.notes());
    List<Double> starts = real.numbers(Features.STARTS);
    for (int i = 0; i < video.generated().size(); i++) {
      Path clip = video.generated().get(i);
      if (!files.usable(clip)) {
        continue;
      }
      Features made = kept(keys.made(clip, video.text()), clip);
      ofFiles.add(made.notes());
      addDistances(real, made, i);
      Map<ClipMetric, Double> scores = scores(real, made, i);
      result.clip(plan.path(clip), scores);
      clips.add(
          new ScoredClip(
              plan.path(clip), clip, video.file(), starts.get(i), video.category(), scores));
    }
  }

  private Features kept(String key, Path file) {
    return work.find(key)
        .orElseThrow(
            () ->
                new MetricsException(
                    file
                        + ", a model or the work folder changed while it was evaluated; start"
                        + " again."));
  }

  private void addDistances(Features real, Features made, int clip) {
    if (settings.wants(EvaluationMetric.FID)) {
      fid = add(fid, real, made, Features.FID, clip, settings.sampling().frames() - 1);
    }
    if (settings.wants(EvaluationMetric.FVD)) {
      fvd = add(fvd, real, made, Features.FVD, clip, 1);
    }
  }

  private static DistanceOfSets add(
      @Nullable DistanceOfSets known, Features real, Features made, String name, int i, int rows) {
    FloatTensor features = made.features(name);
    DistanceOfSets sets =
        known == null ? DistanceOfSets.ofDimension(features.shape().dim(1)) : known;
    sets.made().add(features);
    sets.real().add(real.features(name).narrow(0, i * rows, rows));
    return sets;
  }

  private Map<ClipMetric, Double> scores(Features real, Features made, int clip) {
    Map<ClipMetric, Double> scores = new EnumMap<>(ClipMetric.class);
    if (settings.wants(EvaluationMetric.CLIPSIM)) {
      scores.put(ClipMetric.IA, mean(made.numbers(Features.IA)));
      if (plan.hasTexts()) {
        scores.put(ClipMetric.IT, mean(made.numbers(Features.IT)));
      }
    }
    if (settings.wants(EvaluationMetric.RELSYNC)) {
      RelSync relSync =
          RelSync.of(real.numbers(Features.SCORE).get(clip), made.numbers(Features.SCORE).get(0));
      scores.put(ClipMetric.REL_SYNC, relSync.value());
      if (settings.wants(EvaluationMetric.ALIGNSYNC)) {
        double first = real.numbers(Features.IA).get(clip);
        AlignSync alignSync = AlignSync.of(relSync, first, made.numbers(Features.IA));
        scores.put(ClipMetric.ALIGN_SYNC, alignSync.value());
      }
    }
    if (made.has(Features.AV_ALIGN)) {
      made.numbers(Features.AV_ALIGN).forEach(score -> scores.put(ClipMetric.AV_ALIGN, score));
    }
    return scores;
  }

  private static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(number -> number).average().orElseThrow();
  }
}
