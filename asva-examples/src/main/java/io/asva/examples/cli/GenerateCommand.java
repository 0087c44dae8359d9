package io.asva.examples.cli;

import io.asva.core.CancelledException;
import io.asva.core.runtime.ResolvedDevice;
import io.asva.diffusion.Animator;
import io.asva.diffusion.GuidanceScales;
import io.asva.diffusion.dataset.DatasetGenerator;
import io.asva.diffusion.dataset.Existing;
import io.asva.diffusion.dataset.GeneratedFiles;
import io.asva.diffusion.dataset.GenerationException;
import io.asva.diffusion.dataset.GenerationReport;
import io.asva.diffusion.dataset.GenerationRequest;
import io.asva.diffusion.dataset.GenerationRequestBuilder;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.model.ModelFolder;
import io.asva.media.ClipSampling;
import io.asva.media.dataset.Dataset;
import java.io.PrintWriter;
import java.util.Objects;
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

/** Animates the test videos of a data set. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Animates every test video of a data set, to"
          + " EXP_ROOT/evaluations/checkpoint-N/AG-4.0_TG-1.0/seed-0/videos/VIDEO_clip-KK.mp4.",
      "Stopped and run again it goes on where it was, to the same files."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all clips are there", "1:some could not be made, or it failed"})
final class GenerateCommand implements Callable<Integer> {
  @Mixin private GenerationPlaces places;

  @Option(
      names = {"--image_h", "--image-h"},
      paramLabel = "PIXELS",
      description = "Height of the frames. Default: as the model was trained, 256.")
  private @Nullable Integer height;

  @Option(
      names = {"--image_w", "--image-w"},
      paramLabel = "PIXELS",
      description = "Width of the frames. Default: as the model was trained, 256.")
  private @Nullable Integer width;

  @Option(
      names = {"--video_fps", "--video-fps"},
      paramLabel = "N",
      description = "Frames a second. Default: as the model was trained, 6.")
  private @Nullable Double fps;

  @Option(
      names = {"--video_num_frame", "--video-num-frame"},
      paramLabel = "N",
      description = "Frames of a clip, which must last 2 s. Default: as the model was trained, 12.")
  private @Nullable Integer frames;

  @Option(
      names = {"--num_clips_per_video", "--num-clips-per-video"},
      paramLabel = "N",
      defaultValue = "3",
      description = "Clips of each video, evenly spread. Default: ${DEFAULT-VALUE}.")
  private int clips;

  @Option(
      names = {"--audio_guidance_scale", "--audio-guidance-scale"},
      paramLabel = "SCALE",
      defaultValue = "4.0",
      description = "How strongly the audio guides; 1 is no guidance. Default: ${DEFAULT-VALUE}.")
  private double audioGuidance;

  @Option(
      names = {"--text_guidance_scale", "--text-guidance-scale"},
      paramLabel = "SCALE",
      defaultValue = "1.0",
      description = "How strongly the words guide; 1 is no guidance. Default: ${DEFAULT-VALUE}.")
  private double textGuidance;

  @Option(
      names = {"--random_seed", "--random-seed"},
      paramLabel = "N",
      defaultValue = "0",
      description = "Of the noise; the same on every machine. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--category",
      paramLabel = "NAME",
      description = "The category of all videos, in place of that of each one's folder.")
  private @Nullable String category;

  @Mixin private SamplingOptions sampling;

  @Mixin private ProtocolOption protocol;
  @Mixin private DeviceOption device;
  @Mixin private LimitsOption limits;

  @Option(
      names = "--overwrite",
      description = "Start anew: remove the clips that are in the folder.")
  private boolean overwrite;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Dataset dataset = places.dataset();
    GuidanceScales guidance = new GuidanceScales(audioGuidance, textGuidance);
    GeneratedFiles files =
        GeneratedFiles.of(places.experiment(), places.checkpoint(), guidance, seed);
    GenerationRequest request = request(dataset, files, guidance);
    PrintWriter err = spec.commandLine().getErr();
    GenerationReport report;
    ResolvedDevice where;
    try (Animator animator = places.animator(dataset, device.device(), protocol, limits.limits());
        ProgressDisplay progress = ProgressDisplay.of(err)) {
      where = animator.config().device();
      DeviceOption.noteFallback(where, err);
      report =
          new DatasetGenerator(animator).generate(request, asva.cancellation().reporting(progress));
    } catch (CancelledException e) {
      err.println("Whole clips stay in " + files.videos() + "; run it again to make the rest.");
      throw e;
    }
    GenerationReportText text =
        new GenerationReportText(dataset, protocol.word(), where, sampling.sampling(), report);
    if (json) {
      text.json().print(spec.commandLine().getOut());
    } else {
      text.print(spec.commandLine().getOut(), err);
    }
    return report.failures().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private GenerationRequest request(
      Dataset dataset, GeneratedFiles files, GuidanceScales guidance) {
    GenerationRequestBuilder request =
        GenerationRequest.builder(dataset, files)
            .guidance(guidance)
            .seed(seed)
            .sampling(sampling.sampling())
            .clips(clips)
            .existing(overwrite ? Existing.START_ANEW : Existing.CONTINUE);
    // Of two numbers that belong together, one that is not given is the original's.
    if (height != null || width != null) {
      FrameSize usual = ModelFolder.USUAL_SIZE;
      request.size(
          new FrameSize(
              Objects.requireNonNullElse(height, usual.height()),
              Objects.requireNonNullElse(width, usual.width())));
    }
    if (frames != null || fps != null) {
      ClipSampling usual = ClipSampling.STANDARD;
      try {
        request.frames(
            Objects.requireNonNullElse(frames, usual.frames()),
            Objects.requireNonNullElse(fps, usual.fps()));
      } catch (GenerationException e) {
        throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
      }
    }
    if (category != null && !category.isEmpty()) {
      request.category(category);
    }
    return request.build();
  }
}
