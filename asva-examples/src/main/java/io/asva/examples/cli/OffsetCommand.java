package io.asva.examples.cli;

import io.asva.core.AsvaException;
import io.asva.core.ProgressMonitor;
import io.asva.core.files.IfExists;
import io.asva.core.files.OutputFile;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.ResolvedDevice;
import io.asva.media.AudioSource;
import io.asva.media.VideoSource;
import io.asva.metrics.avalign.AvAlignOffset;
import io.asva.sync.OffsetSearch;
import io.asva.sync.SyncModels;
import io.asva.sync.SyncOffset;
import io.asva.sync.SyncScorer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
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

/** Finds by how much audio and image are apart. */
@Command(
    name = "offset",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Finds by how many seconds audio and a video are apart. A positive offset says that the"
            + " audio comes later than the image.")
final class OffsetCommand implements Callable<Integer> {
  @Option(
      names = "--audio",
      paramLabel = "FILE",
      description = "The audio: an audio file, or a video's. Default: the video's own.")
  private @Nullable Path audio;

  @Option(names = "--video", paramLabel = "FILE", required = true, description = "The video.")
  private Path video;

  @Option(
      names = "--scorer",
      paramLabel = "NAME",
      converter = OffsetScorer.Converter.class,
      description =
          "classifier: the trained sync classifier; av-align: onsets of the audio against peaks of"
              + " the motion, without weights. Default: the classifier, if it is there.")
  private @Nullable OffsetScorer scorer;

  @Option(
      names = {"--max-shift", "--max_shift"},
      paramLabel = "SECONDS",
      description = "The largest shift either way. Default: 0.6 (classifier), 2 (av-align).")
  private @Nullable Double maxShift;

  @Option(
      names = "--step",
      paramLabel = "SECONDS",
      description = "From one shift to the next. Default: 0.04 (classifier), 0.01 (av-align).")
  private @Nullable Double step;

  @Option(
      names = "--plot",
      paramLabel = "FILE.png",
      description = "Draw the score over the shift, with the best marked.")
  private @Nullable Path plot;

  @Option(names = "--overwrite", description = "Replace the plot if it exists.")
  private boolean overwrite;

  @Mixin private ClassifierOptions models;
  @Mixin private DeviceOption device;
  @Mixin private LimitsOption limits;

  @Option(names = "--json", description = "Print JSON, with the whole curve.")
  private boolean json;

  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    IfExists ifExists = overwrite ? IfExists.REPLACE : IfExists.FAIL;
    if (plot != null) {
      OutputFile.check(plot, ifExists);
    }
    OffsetScorer chosen = scorer();
    OffsetSearch search = search(chosen);
    Path audioFile = audio == null ? video : audio;
    Optional<ResolvedDevice> where =
        chosen == OffsetScorer.CLASSIFIER
            ? Optional.of(classifierDevice())
            : Optional.empty(); // no network is needed
    SyncOffset offset;
    try (ProgressDisplay progress = ProgressDisplay.of(spec.commandLine().getErr())) {
      ProgressMonitor monitor = asva.cancellation().reporting(progress);
      offset =
          switch (chosen) {
            case AV_ALIGN -> AvAlignOffset.find(audioFile, video, search, limits.limits(), monitor);
            case CLASSIFIER ->
                byClassifier(where.orElseThrow().device(), audioFile, search, monitor);
          };
    }
    NoteLines.print(offset.notes(), spec.commandLine().getErr());
    OffsetReport report = new OffsetReport(audioFile, video, chosen, where, offset);
    if (plot != null) {
      report.plot(plot, ifExists);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      report.printJson(out);
    } else {
      report.print(out);
    }
    return ExitCode.OK;
  }

  private OffsetScorer scorer() {
    if (scorer != null) {
      return scorer;
    }
    SyncModels places = models.models();
    if (places.hasClassifier()) {
      return OffsetScorer.CLASSIFIER;
    }
    throw new AsvaException(
        "There is no sync classifier in "
            + places.classifier().toAbsolutePath()
            + ". Name it by --checkpoint or --models (--scorer classifier), or choose --scorer"
            + " av-align, which needs no weights.");
  }

  private OffsetSearch search(OffsetScorer chosen) {
    OffsetSearch usual =
        chosen == OffsetScorer.CLASSIFIER ? OffsetSearch.STANDARD : AvAlignOffset.STANDARD;
    try {
      return new OffsetSearch(
          maxShift == null ? usual.range() : maxShift,
          step == null ? usual.step() : step,
          usual.clips());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--max-shift and --step: " + e.getMessage() + ".", e);
    }
  }

  private ResolvedDevice classifierDevice() {
    models.models().requireClassifier(); // before anything native is loaded
    return device.resolve(spec.commandLine().getErr());
  }

  private SyncOffset byClassifier(
      Device device, Path audio, OffsetSearch search, ProgressMonitor monitor) {
    try (SyncScorer opened =
        SyncScorer.builder()
            .models(models.models().requireClassifier())
            .device(device)
            .limits(limits.limits())
            .build()) {
      return opened.offset(AudioSource.file(audio), VideoSource.file(video), search, monitor);
    }
  }
}
