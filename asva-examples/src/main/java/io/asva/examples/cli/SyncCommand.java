package io.asva.examples.cli;

import io.asva.core.AsvaException;
import io.asva.core.Cancellation;
import io.asva.core.ProgressMonitor;
import io.asva.core.runtime.ResolvedDevice;
import io.asva.media.AudioSource;
import io.asva.media.VideoSource;
import io.asva.sync.AlignSync;
import io.asva.sync.RelSync;
import io.asva.sync.SyncPair;
import io.asva.sync.SyncScore;
import io.asva.sync.SyncScorer;
import io.asva.sync.SyncScorerBuilder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Scores whether audio and a video move together. */
@Command(
    name = "sync",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Scores how well the first 2 s of audio and of a video move together, as the reference's"
            + " avsync_metric.py does.")
final class SyncCommand implements Callable<Integer> {
  @Option(
      names = "--audio",
      paramLabel = "FILE",
      required = true,
      description = "The audio: an audio file, or a video whose audio is taken.")
  private Path audio;

  @Option(
      names = "--video",
      paramLabel = "FILE",
      required = true,
      description = "The video to evaluate; it needs 12 frames at 6 a second.")
  private Path video;

  // The reference's options default to "", so its users' scripts may pass that.
  @Option(
      names = {"--ref_audio", "--ref-audio"},
      paramLabel = "FILE",
      defaultValue = "",
      description = "Another audio to compare with (relsync).")
  private String refAudio;

  @Option(
      names = {"--ref_video", "--ref-video"},
      paramLabel = "FILE",
      defaultValue = "",
      description = "Another video to compare with (relsync; alignsync, of the video's size).")
  private String refVideo;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      defaultValue = "alignsync",
      converter = SyncMetricConverter.class,
      description = "alignsync, relsync or avsync_score. Default: ${DEFAULT-VALUE}.")
  private SyncMetric metric;

  @Mixin private ClassifierOptions models;
  @Mixin private ProtocolOption protocol;
  @Mixin private DeviceOption device;
  @Mixin private LimitsOption limits;

  @Option(names = "--json", description = "Print JSON, with the parts of the score.")
  private boolean json;

  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  /**
   * A measurement.
   *
   * @param value the metric
   * @param parts what else is known, for JSON
   * @param notes what a user should know
   */
  private record Measured(double value, Json parts, List<String> notes) {}

  @Override
  public Integer call() {
    List<String> notes = new ArrayList<>(checkReferences());
    Cancellation cancellation = asva.cancellation();
    SyncScorerBuilder builder =
        SyncScorer.builder()
            .models(models.models().requireClassifier())
            .protocol(protocol.protocol())
            .limits(limits.limits());
    if (metric == SyncMetric.ALIGNSYNC) {
      builder.imageBind(models.models().requireImageBind());
    }
    PrintWriter err = spec.commandLine().getErr();
    ResolvedDevice where = device.resolve(err);
    builder.device(where.device());
    Measured measured;
    try (ProgressDisplay progress = ProgressDisplay.of(spec.commandLine().getErr())) {
      progress.report("opening networks", 0, 1);
      try (SyncScorer scorer = builder.build()) {
        progress.report("opening networks", 1, 1);
        measured = measure(scorer, cancellation.reporting(progress));
      }
    }
    notes.addAll(measured.notes());
    notes.forEach(note -> err.println("Note: " + note));
    err.flush();
    print(measured, where, notes);
    return ExitCode.OK;
  }

  /** Throws where the metric's reference is missing or doubtful; says what is left unused. */
  private List<String> checkReferences() {
    boolean heard = !refAudio.isEmpty();
    boolean seen = !refVideo.isEmpty();
    return switch (metric) {
      case ALIGNSYNC -> {
        if (!seen) {
          throw new AsvaException(
              "alignsync compares with a reference video: give --ref_video, of the video's size.");
        }
        yield heard
            ? List.of("alignsync takes no reference audio; --ref_audio is not used.")
            : List.of();
      }
      case RELSYNC -> {
        if (heard == seen) {
          throw new AsvaException(
              "relsync compares with another audio clip or another video: give either --ref_audio or"
                  + " --ref_video, "
                  + (seen ? "not both." : "and none is given."));
        }
        yield List.of();
      }
      case AVSYNC_SCORE ->
          heard || seen
              ? List.of("avsync_score compares with nothing; the references are not used.")
              : List.of();
    };
  }

  private Measured measure(SyncScorer scorer, ProgressMonitor monitor) {
    SyncPair pair = new SyncPair(AudioSource.file(audio), VideoSource.file(video));
    return switch (metric) {
      case AVSYNC_SCORE -> {
        SyncScore score = scorer.score(List.of(pair), monitor).get(0);
        yield new Measured(score.value(), new Json(), score.notes());
      }
      case RELSYNC -> {
        SyncPair reference =
            refAudio.isEmpty()
                ? new SyncPair(pair.audio(), VideoSource.file(Path.of(refVideo)))
                : new SyncPair(AudioSource.file(Path.of(refAudio)), pair.video());
        List<SyncScore> scores = scorer.score(List.of(reference, pair), monitor);
        RelSync relSync = RelSync.of(scores.get(0).value(), scores.get(1).value());
        List<String> notes =
            scores.stream().flatMap(score -> score.notes().stream()).distinct().toList();
        yield new Measured(relSync.value(), parts(new Json(), relSync), notes);
      }
      case ALIGNSYNC -> {
        monitor.report("comparing by ImageBind", 0, 1);
        AlignSync align = scorer.alignSync(pair, VideoSource.file(Path.of(refVideo)), monitor);
        monitor.report("comparing by ImageBind", 1, 1);
        Json parts =
            parts(new Json().put("relsync", align.relSync().value()), align.relSync())
                .put("reference_first_frame_ia", align.referenceSimilarity())
                .put("frames_ia", align.similarities());
        yield new Measured(align.value(), parts, align.notes());
      }
    };
  }

  private static Json parts(Json json, RelSync relSync) {
    return json.put("avsync_score", relSync.score())
        .put("reference_avsync_score", relSync.referenceScore());
  }

  private void print(Measured measured, ResolvedDevice where, List<String> notes) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      new Json()
          .put("audio", audio.toString())
          .put("video", video.toString())
          .put("ref_audio", refAudio)
          .put("ref_video", refVideo)
          .put("metric", metric.toString())
          .put(metric.toString(), measured.value())
          .put("parts", measured.parts().values())
          .put("protocol", protocol.word())
          .put(where)
          .put("notes", notes)
          .print(out);
      return;
    }
    out.println("########################################");
    out.println("audio: " + audio);
    out.println("video: " + video);
    out.println("ref_audio: " + refAudio);
    out.println("ref_video: " + refVideo);
    out.println(metric + ": " + measured.value());
    out.flush();
  }
}
