package io.asva.examples.cli;

import io.asva.core.AsvaException;
import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Precision;
import io.asva.core.runtime.ResolvedDevice;
import io.asva.media.dataset.ListType;
import io.asva.media.dataset.VideoList;
import io.asva.sync.SyncScorer;
import io.asva.sync.evaluation.SyncEvaluation;
import io.asva.sync.evaluation.SyncEvaluationResult;
import io.asva.sync.evaluation.SyncSettings;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Evaluates the sync classifier on the videos of a list. */
@Command(
    name = "evaluate-sync",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Counts how often the sync classifier finds the frames that belong to audio, and the audio"
          + " that belongs to frames, as the reference's avsync_eval.py does.",
      "Videos that can't be scored are listed at the end and left out of the counts. Run again after"
          + " it was killed, it goes on where it was."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done, even if some videos were bad", "1:it failed, or no video was good"})
final class EvaluateSyncCommand implements Callable<Integer> {
  @Mixin private ClassifierOptions models;

  @Option(
      names = {"--data_root", "--data-root"},
      paramLabel = "DIR",
      defaultValue = "./datasets/VGGSS/videos",
      description = "The folder that the list's names are relative to. Default: ${DEFAULT-VALUE}.")
  private Path dataRoot;

  @Option(
      names = {"--example_list_path", "--example-list-path"},
      paramLabel = "FILE",
      defaultValue = "./datasets/VGGSS/test.txt",
      description = "The list, a video a line. Default: ${DEFAULT-VALUE}.")
  private Path list;

  @Option(
      names = {"--shift_time", "--shift-time"},
      paramLabel = "SECONDS",
      defaultValue = "0.04",
      description = "From one clip to the next. Default: ${DEFAULT-VALUE}.")
  private double shiftTime;

  @Option(
      names = {"--num_clips", "--num-clips"},
      paramLabel = "N",
      defaultValue = "31",
      description = "Clips of a video. Default: ${DEFAULT-VALUE}.")
  private int clips;

  @Option(
      names = {"--tolerate_range", "--tolerate-range"},
      paramLabel = "N",
      defaultValue = "5",
      description = "How many clips off still counts as right. Default: ${DEFAULT-VALUE}.")
  private int tolerance;

  @Option(
      names = {"--mixed_precision", "--mixed-precision"},
      paramLabel = "no|fp16",
      defaultValue = "no",
      description = "fp16: compute in half precision. Default: ${DEFAULT-VALUE}.")
  private String precision;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "123",
      description = "Taken as the reference does; nothing here is random.")
  @SuppressWarnings("UnusedVariable") // so that the reference's command lines are taken
  private long seed;

  @Option(
      names = "--work",
      paramLabel = "FILE",
      description =
          "Where to note what is done until all is. Default: a file beside the list; it is removed"
              + " at the end.")
  private @Nullable Path work;

  @Mixin private ProtocolOption protocol;
  @Mixin private DeviceOption device;
  @Mixin private LimitsOption limits;

  @Option(names = "--json", description = "Print JSON, with the bad videos.")
  private boolean json;

  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    SyncSettings settings = settings();
    Device chosen = device();
    VideoList videos = VideoList.read(list, dataRoot, ListType.VIDEO);
    Path modules = models.models().requireClassifier();
    ResolvedDevice where = DeviceOption.resolve(chosen, spec.commandLine().getErr());
    EvaluationJournal journal =
        EvaluationJournal.of(modules, dataRoot, settings, protocol.word() + ", " + where.words());
    Path file = file(journal);
    Cancellation cancellation = asva.cancellation();
    SyncEvaluationResult result;
    try (SyncScorer scorer =
            SyncScorer.builder()
                .models(modules)
                .protocol(protocol.protocol())
                .device(where.device())
                .limits(limits.limits())
                .build();
        ProgressDisplay progress = ProgressDisplay.of(spec.commandLine().getErr())) {
      SyncEvaluation evaluation = SyncEvaluation.of(scorer).settings(settings);
      result =
          (file == null ? evaluation : evaluation.journal(file, journal.scoredBy()))
              .run(videos, cancellation.reporting(progress));
    } catch (CancelledException e) {
      if (file != null) {
        note("what is done is kept in " + file + "; the same command goes on from there.");
      }
      throw e;
    }
    SyncEvaluationReport report = new SyncEvaluationReport(modules, protocol.word(), where, result);
    report.printBad(spec.commandLine().getErr());
    NoteLines.print(result.notes(), spec.commandLine().getErr());
    if (json) {
      report.printJson(spec.commandLine().getOut());
    } else {
      report.print(spec.commandLine().getOut());
    }
    return ExitCode.OK;
  }

  private @Nullable Path file(EvaluationJournal journal) {
    if (work != null) {
      return work;
    }
    Path usual = journal.beside(list);
    Path folder = usual.toAbsolutePath().getParent();
    if (folder != null && Files.isWritable(folder)) {
      return usual;
    }
    note(folder + " can't be written to, so nothing is kept if this is stopped; see --work.");
    return null;
  }

  private void note(String text) {
    spec.commandLine().getErr().println("Note: " + text);
    spec.commandLine().getErr().flush();
  }

  private SyncSettings settings() {
    try {
      return new SyncSettings(clips, shiftTime, tolerance);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Device device() {
    boolean half =
        switch (precision) {
          case "no" -> false;
          case "fp16" -> true;
          default ->
              throw new AsvaException(
                  "--mixed_precision is no or fp16 here, not " + precision + ".");
        };
    Device chosen = device.device();
    if (!half) {
      return chosen;
    }
    if (device.namesPrecision() && chosen.precision() != Precision.FP16) {
      throw new AsvaException(
          "--mixed_precision fp16 and --precision "
              + chosen.precision().word()
              + " contradict each other; leave one out.");
    }
    return chosen.halfPrecision();
  }
}
