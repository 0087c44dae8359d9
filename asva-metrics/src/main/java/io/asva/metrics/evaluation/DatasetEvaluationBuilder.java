package io.asva.metrics.evaluation;

import io.asva.core.runtime.Device;
import io.asva.media.ClipSampling;
import io.asva.media.MediaLimits;
import io.asva.media.Protocol;
import io.asva.media.dataset.Dataset;
import io.asva.metrics.MetricsException;
import io.asva.metrics.result.EvaluationResultBuilder.ClipRecords;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Composes a {@link DatasetEvaluation}. What isn't given is as in the reference's script.
 *
 * <p>Not safe for use by several threads.
 */
public final class DatasetEvaluationBuilder {
  private static final int USUAL_SIZE = 256;
  private static final int USUAL_CLIPS = 3;

  private @Nullable Dataset dataset;
  private @Nullable Path generated;
  private @Nullable EvaluationModels models;
  private Set<EvaluationMetric> metrics = EnumSet.noneOf(EvaluationMetric.class);
  private Protocol protocol = Protocol.REFERENCE;
  private int height = USUAL_SIZE;
  private int width = USUAL_SIZE;
  private ClipSampling sampling = ClipSampling.STANDARD;
  private int clipsPerVideo = USUAL_CLIPS;
  private BadFiles badFiles = BadFiles.FAIL;
  private MediaLimits limits = MediaLimits.DEFAULT;
  private ClipRecords records = ClipRecords.LEFT_OUT;
  private Device device = Device.auto();
  private @Nullable Path workFolder;

  DatasetEvaluationBuilder() {}

  /** The data set whose test videos are the ground truth. */
  public DatasetEvaluationBuilder dataset(Dataset choice) {
    Objects.requireNonNull(choice, "choice");
    dataset = choice;
    return this;
  }

  /** The folder of generated clips, {@code NAME*.mp4} for a video {@code NAME.mp4}. */
  public DatasetEvaluationBuilder generated(Path folder) {
    Objects.requireNonNull(folder, "folder");
    generated = folder;
    return this;
  }

  /** The folder in which the reference was run, for its weights. */
  public DatasetEvaluationBuilder models(Path root) {
    Objects.requireNonNull(root, "root");
    return models(EvaluationModels.of(root));
  }

  /** Where the weights lie. */
  public DatasetEvaluationBuilder models(EvaluationModels choice) {
    Objects.requireNonNull(choice, "choice");
    models = choice;
    return this;
  }

  /** Sets the metrics that are computed. */
  public DatasetEvaluationBuilder metrics(Set<EvaluationMetric> choice) {
    Objects.requireNonNull(choice, "choice");
    metrics = choice;
    return this;
  }

  /**
   * Whether the reference's slips are reproduced. They are by default, for figures are compared
   * with published ones.
   */
  public DatasetEvaluationBuilder protocol(Protocol choice) {
    Objects.requireNonNull(choice, "choice");
    protocol = choice;
    return this;
  }

  /** The size that frames are fitted to; 256x256 by default. */
  public DatasetEvaluationBuilder size(int rows, int columns) {
    height = rows;
    width = columns;
    return this;
  }

  /** Frames of a clip and their rate; 12 at 6 a second by default. */
  public DatasetEvaluationBuilder sampling(ClipSampling choice) {
    Objects.requireNonNull(choice, "choice");
    sampling = choice;
    return this;
  }

  /** Generated clips of each video; 3 by default. */
  public DatasetEvaluationBuilder clipsPerVideo(int count) {
    clipsPerVideo = count;
    return this;
  }

  /** Sets the treatment of files that can't be used; by default they end the evaluation. */
  public DatasetEvaluationBuilder badFiles(BadFiles choice) {
    Objects.requireNonNull(choice, "choice");
    badFiles = choice;
    return this;
  }

  /** Sets the limits beyond which files are refused; by default {@link MediaLimits#DEFAULT}. */
  public DatasetEvaluationBuilder limits(MediaLimits choice) {
    Objects.requireNonNull(choice, "choice");
    limits = choice;
    return this;
  }

  /** Whether the scores of each clip become part of the result; by default they don't. */
  public DatasetEvaluationBuilder records(ClipRecords choice) {
    Objects.requireNonNull(choice, "choice");
    records = choice;
    return this;
  }

  /** Where networks run; by default CUDA where there is one, else the processor. */
  public DatasetEvaluationBuilder device(Device choice) {
    Objects.requireNonNull(choice, "choice");
    device = choice;
    return this;
  }

  /**
   * A folder that keeps features, so that an evaluation that was ended goes on where it was. By
   * default they are kept in a temporary folder and don't outlive a run.
   */
  public DatasetEvaluationBuilder workFolder(Path folder) {
    Objects.requireNonNull(folder, "folder");
    workFolder = folder;
    return this;
  }

  /**
   * The evaluation.
   *
   * @throws MetricsException if something is missing, or settings don't go together
   */
  public DatasetEvaluation build() {
    if (dataset == null || generated == null || models == null) {
      throw new MetricsException(
          "An evaluation needs a data set, a folder of generated clips and a folder of models.");
    }
    models.requireSome(metrics);
    EvaluationSettings settings =
        new EvaluationSettings(
            metrics, protocol, height, width, sampling, clipsPerVideo, badFiles, limits);
    return new DatasetEvaluation(dataset, generated, models, settings, records, device, workFolder);
  }
}
