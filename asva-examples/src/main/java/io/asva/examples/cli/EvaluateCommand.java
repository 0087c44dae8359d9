package io.asva.examples.cli;

import io.asva.core.CancelledException;
import io.asva.core.files.IfExists;
import io.asva.diffusion.model.PublishedDataset;
import io.asva.media.ClipSampling;
import io.asva.media.Protocol;
import io.asva.metrics.MetricsException;
import io.asva.metrics.evaluation.BadFiles;
import io.asva.metrics.evaluation.DatasetEvaluation;
import io.asva.metrics.evaluation.Evaluation;
import io.asva.metrics.evaluation.EvaluationMetric;
import io.asva.metrics.evaluation.EvaluationModels;
import io.asva.metrics.result.EvaluationResultBuilder.ClipRecords;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Evaluates generated clips against a data set. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Evaluates generated clips against a data set's test videos, as the reference's"
          + " animation_eval.py does, and writes a result (JSON) and a report (HTML).",
      "Run again after it was killed, it goes on where it was."
    })
final class EvaluateCommand implements Callable<Integer> {
  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      defaultValue = "AVSync15",
      description =
          "AVSync15, Landscapes, TheGreatestHits or another folder under datasets, or the path of"
              + " one. Default: ${DEFAULT-VALUE}.")
  private String dataset;

  @Option(
      names = {"--generated_video_root", "--generated-video-root"},
      paramLabel = "DIR",
      required = true,
      description = "The generated clips: CATEGORY/NAME*.mp4 for CATEGORY/NAME.mp4.")
  private Path generated;

  @Option(
      names = {"--num_clips_per_video", "--num-clips-per-video"},
      paramLabel = "N",
      defaultValue = "3",
      description = "Generated clips of each video. Default: ${DEFAULT-VALUE}.")
  private int clips;

  @Option(
      names = {"--result_save_path", "--result-save-path"},
      paramLabel = "FILE.json",
      description = "Default: metrics/eval_result.json beside the generated clips' folder.")
  private @Nullable Path result;

  @Option(
      names = {"--image_h", "--image-h"},
      paramLabel = "ROWS",
      defaultValue = "256",
      description = "Height that frames are fitted to. Default: ${DEFAULT-VALUE}.")
  private int height;

  @Option(
      names = {"--image_w", "--image-w"},
      paramLabel = "COLUMNS",
      defaultValue = "256",
      description = "Width that frames are fitted to. Default: ${DEFAULT-VALUE}.")
  private int width;

  @Option(
      names = {"--video_fps", "--video-fps"},
      paramLabel = "N",
      defaultValue = "6",
      description = "Frames a second. Default: ${DEFAULT-VALUE}.")
  private double fps;

  @Option(
      names = {"--video_num_frame", "--video-num-frame"},
      paramLabel = "N",
      defaultValue = "12",
      description = "Frames of a clip. Default: ${DEFAULT-VALUE}.")
  private int frames;

  @Mixin private MetricOptions metrics;

  @Option(
      names = {"--record_instance_metrics", "--record-instance-metrics"},
      description = "Write the scores of each clip into the result, too.")
  private boolean records;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      defaultValue = ".",
      description =
          "The reference's root: pretrained, .checkpoints, checkpoints, datasets. Default: the"
              + " current folder.")
  private Path models;

  @Option(
      names = "--inception",
      paramLabel = "FILE",
      description =
          "FID's weights. Default: pt_inception-2015-12-05-6726825d.pth under pretrained or"
              + " .checkpoints.")
  private @Nullable Path inception;

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description = "The classifier's modules folder, in place of the one under --models.")
  private @Nullable Path classifier;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      defaultValue = "reference",
      converter = ProtocolOption.Converter.class,
      description =
          "reference: with the reference's slips, to compare figures with published ones;"
              + " corrected: without. Default: ${DEFAULT-VALUE}.")
  private Protocol protocol;

  @Option(
      names = {"--skip_bad", "--skip-bad"},
      description =
          "Leave out files that can't be used, with their counterparts, and list them. Without it"
              + " they end the evaluation.")
  private boolean skipBad;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Where the report goes. Default: beside the result.")
  private @Nullable Path report;

  @Option(
      names = {"--no_report", "--no-report"},
      description = "Write no report.")
  private boolean noReport;

  @Option(names = "--overwrite", description = "Replace a result and a report that exist.")
  private boolean overwrite;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Mixin private DeviceOption device;
  @Mixin private LimitsOption limits;
  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    EvaluationModels places = models();
    Set<EvaluationMetric> chosen = metrics.metrics();
    try {
      places.requireSome(chosen);
    } catch (MetricsException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    EvaluationFiles files = files();
    files.check();
    DatasetEvaluation evaluation =
        DatasetEvaluation.builder()
            .dataset(PublishedDataset.open(dataset, models))
            .generated(generated)
            .models(places)
            .metrics(chosen)
            .protocol(protocol)
            .size(height, width)
            .sampling(sampling())
            .clipsPerVideo(clips)
            .badFiles(skipBad ? BadFiles.SKIP : BadFiles.FAIL)
            .records(records ? ClipRecords.KEPT : ClipRecords.LEFT_OUT)
            .device(device.device())
            .limits(limits.limits())
            .workFolder(files.work())
            .build();
    run(evaluation, files);
    return ExitCode.OK;
  }

  private void run(DatasetEvaluation evaluation, EvaluationFiles files) {
    EvaluationPrinter printer = new EvaluationPrinter(spec.commandLine(), json);
    printer.begin(evaluation.groundTruthRoot(), generated);
    Evaluation found;
    try (ProgressDisplay progress = ProgressDisplay.of(spec.commandLine().getErr())) {
      found = evaluation.run(asva.cancellation().reporting(progress));
    } catch (CancelledException e) {
      printer.note(
          "what was evaluated is kept in "
              + files.work()
              + "; the same command goes on from there.");
      throw e;
    }
    files.write(found);
    evaluation.removeWork();
    printer.end(found, files);
  }

  private EvaluationModels models() {
    EvaluationModels places = EvaluationModels.of(models);
    if (inception != null) {
      places = places.withInception(inception);
    }
    return classifier == null ? places : places.withClassifier(classifier);
  }

  private ClipSampling sampling() {
    try {
      return new ClipSampling(frames, fps);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private EvaluationFiles files() {
    Path json = result == null ? usualResult() : result;
    String name = String.valueOf(json.getFileName());
    String stem = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
    Path page = report == null ? json.resolveSibling(stem + ".html") : report;
    return new EvaluationFiles(
        json,
        noReport ? Optional.empty() : Optional.of(page),
        overwrite ? IfExists.REPLACE : IfExists.FAIL);
  }

  /** Where the reference's test scripts put it. */
  private Path usualResult() {
    Path beside = generated.toAbsolutePath().normalize().resolveSibling("metrics");
    return beside.resolve("eval_result.json");
  }
}
