package io.asva.examples.cli;

import io.asva.core.ProgressMonitor;
import io.asva.core.runtime.ResolvedDevice;
import io.asva.diffusion.Windows;
import io.asva.examples.demo.Demo;
import io.asva.examples.training.plan.DemoPlan;
import io.asva.examples.training.plan.TrialPlan;
import io.asva.examples.training.trial.DemoTrial;
import io.asva.examples.training.trial.LongTrial;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Tries the demo's models. */
@Command(
    name = "demo-trial",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Tries the demo's models on drawn images and audio that were not in training: whether"
            + " motion is in time with its own audio rather than with others, with the audio and"
            + " without, whether the named one of two things moves, whether the classifier thinks so,"
            + " too, and how like the drawn clips the animated ones are.")
final class DemoTrialCommand implements Callable<Integer> {
  @Option(
      names = "--models",
      paramLabel = "DIR",
      required = true,
      description = "What demo-train made: its folder models or packed/models.")
  private Path models;

  @Mixin private EditionOption edition;

  @Option(
      names = "--clips",
      paramLabel = "N",
      defaultValue = "64",
      description = "How many clips, and images of two things. Default: ${DEFAULT-VALUE}.")
  private int clips;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "20",
      description = "Steps of the scheduler. Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = {"--audio_guidance", "--audio-guidance"},
      paramLabel = "SCALE",
      defaultValue = "" + Demo.AUDIO_GUIDANCE,
      description = "The audio guidance scale. Default: ${DEFAULT-VALUE}.")
  private double audioGuidance;

  @Option(
      names = {"--text_guidance", "--text-guidance"},
      paramLabel = "SCALE",
      defaultValue = "" + Demo.TEXT_GUIDANCE,
      description = "The text guidance scale. Default: ${DEFAULT-VALUE}.")
  private double textGuidance;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "" + (1 + DemoPlan.TRIAL),
      description =
          "What images and audio follow from. Default: ${DEFAULT-VALUE}, as the model card's.")
  private long seed;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      description =
          "Tries videos of this length instead: whether each 2 s of them move like the drawn video,"
              + " what is seen where windows meet, and what changes from the first second to the last.")
  private @Nullable Double seconds;

  @Mixin private WindowsOption windows;
  @Mixin private DeviceOption device;
  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    TrialPlan plan =
        new TrialPlan(
            edition.edition(),
            clips,
            edition.edition().size(),
            steps,
            audioGuidance,
            textGuidance,
            seed);
    ResolvedDevice where = device.resolve(spec.commandLine().getErr());
    Map<String, Double> scores;
    try (ProgressDisplay progress = ProgressDisplay.of(spec.commandLine().getErr())) {
      ProgressMonitor monitor = asva.cancellation().reporting(progress);
      scores =
          seconds == null
              ? new DemoTrial(models, where.device(), plan, monitor).scores()
              : new LongTrial(models, where.device(), plan, seconds, monitor)
                  .scores(windows.choice().orElse(Windows.OVERLAP));
    }
    scores.forEach((name, score) -> out.printf(Locale.ROOT, "%-28s %.3f%n", name, score));
    out.flush();
    return ExitCode.OK;
  }
}
