package io.asva.examples.cli;

import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.core.weights.Weights;
import io.asva.diffusion.Animator;
import io.asva.diffusion.AnimatorBuilder;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.spi.SoundEncoder;
import io.asva.examples.demo.DemoModels;
import io.asva.examples.drawn.TimingTrial;
import io.asva.examples.training.DemoTrials;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tries the demo's models. */
@Command(
    name = "demo-trial",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Tries the demo's models on drawn pictures and sounds that were not in training: whether"
            + " motion is in time with its own sound rather than with others, with the sound and"
            + " without, and whether the named one of two things moves.")
final class DemoTrialCommand implements Callable<Integer> {
  @Option(
      names = "--models",
      paramLabel = "DIR",
      required = true,
      description = "What demo-train made: its folder models or packed.")
  private Path models;

  @Option(
      names = "--clips",
      paramLabel = "N",
      defaultValue = "64",
      description = "How many clips, and pictures of two things. Default: ${DEFAULT-VALUE}.")
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
      defaultValue = "2",
      description = "The audio guidance scale. Default: ${DEFAULT-VALUE}.")
  private double audioGuidance;

  @Option(
      names = {"--text_guidance", "--text-guidance"},
      paramLabel = "SCALE",
      defaultValue = "1",
      description = "The text guidance scale. Default: ${DEFAULT-VALUE}.")
  private double textGuidance;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1000003",
      description = "What pictures and sounds follow from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private DeviceOption device;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    DemoTrials.Manner how = new DemoTrials.Manner(steps, audioGuidance, textGuidance, 0);
    try (Animator animator = builder().build()) {
      DemoTrials trials = new DemoTrials(animator, DemoModels.SIZE, how);
      tell(out, "own sound", trials.timing(seed, clips));
      List<DemoTrials.Motion> motions = trials.swappedTexts(seed, clips);
      out.printf(
          Locale.ROOT,
          "named thing moves three times the other: %.1f %% of %d%n",
          100.0 * motions.stream().filter(DemoTrials.Motion::isClear).count() / motions.size(),
          motions.size());
      out.flush();
    }
    Path encoder = ModelFolder.ofDataset(models, DemoModels.DATASET).audioEncoder();
    SoundEncoder deaf =
        DemoTrials.deaf(
            SoundEncoder.of(ImageBindAudio.open(Weights.open(encoder), device.device())));
    try (Animator animator = builder().audioEncoder(deaf).build()) {
      tell(out, "no sound", new DemoTrials(animator, DemoModels.SIZE, how).timing(seed, clips));
    }
    return ExitCode.OK;
  }

  private AnimatorBuilder builder() {
    return Animator.builder()
        .models(models)
        .dataset(DemoModels.DATASET)
        .size(DemoModels.SIZE, DemoModels.SIZE)
        .device(device.device());
  }

  private static void tell(PrintWriter out, String name, TimingTrial.Result result) {
    out.printf(Locale.ROOT, "timing, %s: %.1f %%%n", name, 100 * result.share());
    result
        .byCategory()
        .forEach(
            (category, share) ->
                out.printf(Locale.ROOT, "  %-20s %.1f %%%n", category.text(), 100 * share));
    out.flush();
  }
}
