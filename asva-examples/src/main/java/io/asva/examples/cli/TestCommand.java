package io.asva.examples.cli;

import io.asva.core.runtime.Precision;
import io.asva.diffusion.GuidanceScales;
import io.asva.diffusion.dataset.GeneratedFiles;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.model.PublishedDataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Generates a data set's clips and evaluates them. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Animates a data set's test videos and evaluates the clips by all five metrics of the"
          + " reference, as its scripts animation_test_*.sh do: asva generate, then asva evaluate,"
          + " with 3 clips a video and the data set's own frame size.",
      "Stopped and run again it goes on where it was."
    })
final class TestCommand implements Callable<Integer> {
  private static final long SEED = 0;
  private static final double TEXT_GUIDANCE = 1;

  @Option(
      names = {"--exp_root", "--exp-root"},
      paramLabel = "DIR",
      required = true,
      description = "The experiment, with ckpts and evaluations.")
  private Path experiment;

  @Option(
      names = {"--iteration", "--checkpoint"},
      paramLabel = "N",
      required = true,
      description = "Which of its checkpoints.")
  private int iteration;

  @Option(
      names = {"--audio_guidance", "--audio-guidance"},
      paramLabel = "SCALE",
      defaultValue = "4.0",
      description = "How strongly the audio guides. Default: ${DEFAULT-VALUE}.")
  private double audioGuidance;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      defaultValue = "AVSync15",
      description =
          "AVSync15, Landscapes, TheGreatestHits, or one of your own. Default: ${DEFAULT-VALUE}.")
  private String dataset;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The reference's root. Default: the current folder.")
  private Path models;

  @Option(
      names = "--inception",
      paramLabel = "FILE",
      description = "FID's weights, if they are not under --models.")
  private @Nullable Path inception;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of denoising. Default: as asva generate.")
  private @Nullable Integer steps;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description = "Where networks run: cpu, cuda, cuda:N or auto. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      defaultValue = "fp32",
      converter = DeviceOption.Converter.class,
      description =
          "What networks compute in: fp32, tf32, fp16 or int8. Default: ${DEFAULT-VALUE}.")
  private Precision precision;

  @Mixin private LimitsOption limits;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    int code = run("generate", generate());
    return code == ExitCode.OK ? run("evaluate", evaluate()) : code;
  }

  private int run(String verb, List<String> arguments) {
    CommandLine line = spec.root().commandLine().getSubcommands().get(verb);
    return Objects.requireNonNull(line).execute(arguments.toArray(new String[0]));
  }

  private List<String> generate() {
    List<String> arguments = common();
    arguments.addAll(
        List.of(
            "--exp_root=" + experiment,
            "--checkpoint=" + iteration,
            "--audio_guidance_scale=" + audioGuidance,
            "--text_guidance_scale=" + TEXT_GUIDANCE,
            "--random_seed=" + SEED));
    if (steps != null) {
      arguments.add("--steps=" + steps);
    }
    return arguments;
  }

  private List<String> evaluate() {
    GuidanceScales guidance = new GuidanceScales(audioGuidance, TEXT_GUIDANCE);
    GeneratedFiles files = GeneratedFiles.of(experiment, iteration, guidance, SEED);
    Path result = files.videos().resolveSibling("metrics").resolve("eval_result.json");
    List<String> arguments = common();
    arguments.addAll(
        List.of(
            "--generated_video_root=" + files.videos(),
            "--result_save_path=" + result,
            "--eval_all"));
    if (inception != null) {
      arguments.add("--inception=" + inception);
    }
    return arguments;
  }

  private List<String> common() {
    FrameSize size =
        PublishedDataset.of(dataset).map(PublishedDataset::size).orElse(ModelFolder.USUAL_SIZE);
    return new ArrayList<>(
        List.of(
            "--dataset=" + dataset,
            "--models=" + models,
            "--device=" + device,
            "--precision=" + precision.word(),
            "--max-pixels=" + limits.limits().pixels(),
            "--image_h=" + size.height(),
            "--image_w=" + size.width()));
  }
}
