package io.asva.metrics.evaluation;

import io.asva.core.CancelledException;
import io.asva.core.ProgressMonitor;
import io.asva.core.concurrent.Interruptible;
import io.asva.core.files.AsvaCache;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.ResolvedDevice;
import io.asva.media.dataset.Dataset;
import io.asva.media.dataset.Split;
import io.asva.metrics.MetricsException;
import io.asva.metrics.result.EvaluationResultBuilder.ClipRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of generated clips against a data set's test videos: FID, FVD, IA, IT, RelSync and
 * AlignSync as the reference's {@code animation_eval.py} computes them, and AV-Align.
 *
 * <p>Of each video the ground truth is as many clips as were generated, spread evenly; of a
 * generated file it is one, centred. Frames are fitted to a size, then resized for each network. A
 * clip is decoded once for all metrics. Features lie on the disk and not in memory until they are
 * compared.
 *
 * <p>Immutable, so safe for use by many threads, each of which runs it for itself.
 */
public final class DatasetEvaluation {
  private final Dataset dataset;
  private final Path generated;
  private final EvaluationModels models;
  private final EvaluationSettings settings;
  private final ClipRecords records;
  private final Device device;
  private final @Nullable Path workFolder;

  DatasetEvaluation(
      Dataset dataset,
      Path generated,
      EvaluationModels models,
      EvaluationSettings settings,
      ClipRecords records,
      Device device,
      @Nullable Path workFolder) {
    this.dataset = dataset;
    this.generated = generated;
    this.models = models;
    this.settings = settings;
    this.records = records;
    this.device = device;
    this.workFolder = workFolder;
  }

  /** An evaluation to compose. */
  public static DatasetEvaluationBuilder builder() {
    return new DatasetEvaluationBuilder();
  }

  /** How it evaluates. */
  public EvaluationSettings settings() {
    return settings;
  }

  /** The folder that names of the ground truth are relative to. */
  public Path groundTruthRoot() {
    return dataset.videoRoot(Split.TEST);
  }

  /** Evaluates, without progress or a way to stop. */
  public Evaluation run() {
    return run(ProgressMonitor.none());
  }

  /**
   * Evaluates. Before a network is opened, everything is looked at that can be wrong: the numbers
   * of generated clips, missing weights, files that are missing or lack audio.
   *
   * @param monitor is told of the stages "looking at files", "ground truth", "generated clips" and
   *     "comparing"
   * @throws MetricsException if something is missing (the message lists all of it), a file can't be
   *     used and isn't to be left out, or what the networks make of it isn't a number
   * @throws CancelledException if it was stopped
   */
  public Evaluation run(ProgressMonitor monitor) {
    Objects.requireNonNull(monitor, "monitor");
    return Interruptible.call("evaluating", () -> evaluate(monitor));
  }

  private Evaluation evaluate(ProgressMonitor monitor) {
    EvaluationPlan plan = EvaluationPlan.of(dataset, generated, settings);
    models.require(settings.metrics());
    requireTwo(plan);
    FileChecks files = new FileChecks(settings.badFiles());
    files.examine(plan, settings, new ClipLoader(settings), monitor);
    Path folder = workFolder;
    if (folder != null) {
      return run(plan, files, new WorkFolder(folder), monitor);
    }
    WorkFolder work = new WorkFolder(temporary());
    try {
      return run(plan, files, work, monitor);
    } finally {
      work.remove();
    }
  }

  private Evaluation run(
      EvaluationPlan plan, FileChecks files, WorkFolder work, ProgressMonitor monitor) {
    Optional<ResolvedDevice> where =
        settings.metrics().stream().allMatch(metric -> models.needs(metric).isEmpty())
            ? Optional.empty()
            : Optional.of(device.resolve());
    Device decided = where.map(ResolvedDevice::device).orElse(device);
    FeatureKeys keys = new FeatureKeys(settings, models, decided);
    try (FeaturePass pass = new FeaturePass(settings, models, decided, keys, work, files)) {
      pass.run(plan, monitor);
    }
    return new Comparing(plan, settings, keys, work, files, records)
        .compare(dataset.name(), where, monitor);
  }

  private void requireTwo(EvaluationPlan plan) {
    int clips = plan.videos().size() * settings.clipsPerVideo();
    if (settings.wants(EvaluationMetric.FVD) && clips < 2) {
      throw new MetricsException(
          "FVD compares covariances, which take 2 clips or more; there is 1. Leave --eval_fvd out.");
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory(AsvaCache.scratch(), "evaluation");
    } catch (IOException e) {
      throw new MetricsException("Can't make a temporary work folder: " + e, e);
    }
  }

  /**
   * Removes what the work folder keeps for another run; to be called when the result is safe.
   *
   * @throws MetricsException if it can't be removed
   */
  public void removeWork() {
    Path folder = workFolder;
    if (folder != null && Files.isDirectory(folder)) {
      new WorkFolder(folder).remove();
    }
  }
}
