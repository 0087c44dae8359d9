package io.asva.examples.cli;

import io.asva.core.files.IfExists;
import io.asva.demo.models.DemoModels;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.AnimationRequestBuilder;
import io.asva.diffusion.Animator;
import io.asva.diffusion.AnimatorBuilder;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.model.TrainedVideos;
import io.asva.examples.demo.Demo;
import io.asva.examples.training.plan.DemoPlan;
import io.asva.examples.tune.DrawnSubject;
import io.asva.examples.tune.Measurement;
import io.asva.examples.tune.OwnSubject;
import io.asva.examples.tune.Subject;
import io.asva.examples.tune.TuneException;
import io.asva.examples.tune.TuneJournal;
import io.asva.examples.tune.TuneReport;
import io.asva.examples.tune.Tuning;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Searches for ways of denoising that cost little and lose little. */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures what presets and their parts cost and lose: schedulers and steps, guidance plans,"
          + " feature caches and forecasts, each alone, then the best together. Prints a table and"
          + " which presets it supports, and draws the Pareto curve of evaluations against loss.",
      "The demo's models are tried on drawn clips and compared with the clips as they are drawn."
          + " Other models are tried on --video files, and compared with what the exact preset makes"
          + " of them.",
      "Stopped and run again it goes on where it was."
    })
final class TuneCommand implements Callable<Integer> {
  private static final String JOURNAL = "tune.json";
  private static final String TABLE = "tune.md";
  private static final String PLOT = "tune.png";

  @Mixin private ModelOptions models;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "tune",
      description =
          "Where measurements ("
              + JOURNAL
              + "), table ("
              + TABLE
              + ") and plot ("
              + PLOT
              + ") go."
              + " Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Option(
      names = "--clips",
      paramLabel = "N",
      defaultValue = "16",
      description = "How many drawn clips, the demo's models only. Default: ${DEFAULT-VALUE}.")
  private int clips;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "" + (2 + DemoPlan.TRIAL),
      description = "What drawn clips follow from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--video",
      paramLabel = "FILE",
      description = "A video whose first frame and audio a clip is made of; may be given again.")
  private List<Path> videos = new ArrayList<>();

  @Option(names = "--category", paramLabel = "NAME", description = "The category of all videos.")
  private @Nullable String category;

  @Option(
      names = {"--audio_guidance", "--audio-guidance"},
      paramLabel = "SCALE",
      defaultValue = "4.0",
      description = "How strongly the audio guides clips of videos. Default: ${DEFAULT-VALUE}.")
  private double audioGuidance;

  @Option(
      names = "--measured",
      description = "Report on what has been measured so far, and measure nothing.")
  private boolean measured;

  @Mixin private DeviceOption device;
  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new TuneException("Can't make the folder " + out + ": " + e, e);
    }
    PrintWriter text = spec.commandLine().getOut();
    AnimatorBuilder builder = Animator.builder().models(models.models()).device(device.device());
    if (!models.holdsParts()) {
      builder.dataset(models.dataset());
    }
    try (Animator animator = builder.build();
        ProgressDisplay progress = ProgressDisplay.of(spec.commandLine().getErr())) {
      Subject subject = subject(animator);
      TuneJournal journal = TuneJournal.open(out.resolve(JOURNAL), subject.settings());
      List<Measurement> found =
          measured
              ? journal.measurements()
              : new Tuning(subject, journal)
                  .run(m -> say(m, text), asva.cancellation().reporting(progress));
      if (found.isEmpty()) {
        throw new TuneException("Nothing has been measured yet in " + out + ".");
      }
      report(new TuneReport(subject.truth(), found), text);
    }
    return ExitCode.OK;
  }

  private void report(TuneReport report, PrintWriter text) {
    write(report);
    text.println();
    text.print(report.table());
    text.println();
    text.print(report.verdict());
    text.println("Wrote " + out.toAbsolutePath());
    text.flush();
  }

  private static void say(Measurement m, PrintWriter text) {
    text.printf(
        Locale.ROOT,
        "%s: %s: %.1f evaluations, motion agreement %.4f%n",
        m.part(),
        m.way(),
        m.evaluations(),
        m.score(Measurement.AGREEMENT));
    text.flush();
  }

  private void write(TuneReport report) {
    Path table = out.resolve(TABLE);
    try {
      Files.writeString(table, report.table() + "\n" + report.verdict());
    } catch (IOException e) {
      throw new TuneException("Can't write " + table + ": " + e, e);
    }
    report.plot().writePng(out.resolve(PLOT), IfExists.REPLACE);
  }

  private Subject subject(Animator animator) {
    ModelFolder folder = models.folder();
    boolean drawn =
        folder
            .trainedOn()
            .map(TrainedVideos::dataset)
            .filter(DemoModels.DATASET::equals)
            .isPresent();
    if (videos.isEmpty()) {
      if (!drawn) {
        throw new ParameterException(
            spec.commandLine(),
            "These are not the demo's models, so there is no drawn truth to compare with: name"
                + " --video files and their --category.");
      }
      return new DrawnSubject(animator, Demo.EDITION, seed, clips);
    }
    String named = Categories.require(folder, category);
    List<Supplier<AnimationRequestBuilder>> requests = new ArrayList<>();
    for (Path video : videos) {
      requests.add(
          () ->
              AnimationRequest.builder().video(video).category(named).audioGuidance(audioGuidance));
    }
    String words = videos + " as " + named + ", audio guidance " + audioGuidance;
    return new OwnSubject(animator, requests, words, out);
  }
}
