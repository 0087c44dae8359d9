package io.asva.examples.cli;

import io.asva.core.files.IfExists;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.AnimationRequestBuilder;
import io.asva.diffusion.Animator;
import io.asva.diffusion.AnimatorBuilder;
import io.asva.diffusion.ClipFiles;
import io.asva.diffusion.Length;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.training.TrainedModel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Animates an image to audio. */
@Command(
    name = "animate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Animates an image to audio and writes a video (H.264, AAC). Image and audio come"
            + " from --image and --audio, or from --video what is not given.")
final class AnimateCommand implements Callable<Integer> {
  @Mixin private ModelOptions models;

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description =
          "A checkpoint of asva train animation, or a run's folder, whose last one is taken. The"
              + " other parts are those that the run's config.yaml names; relative paths in it"
              + " begin at --models.")
  private @Nullable String checkpoint;

  @Option(names = "--audio", paramLabel = "FILE", description = "The audio: audio or video file.")
  private @Nullable String audio;

  @Option(names = "--image", paramLabel = "FILE", description = "The image: the first frame.")
  private @Nullable String image;

  @Option(
      names = "--video",
      paramLabel = "FILE",
      description = "A video that gives the image, the audio, or both.")
  private @Nullable String video;

  @ArgGroup private Words words = new Words();

  @Option(
      names = {"--negative-text", "--negative_text"},
      paramLabel = "TEXT",
      description =
          "What guidance by text leads away from, in place of the empty text; it needs the text"
              + " encoder and --text-guidance above 1.")
  private @Nullable String negativeText;

  @Option(
      names = {"--audio_guidance", "--audio-guidance"},
      paramLabel = "SCALE",
      defaultValue = "4.0",
      description = "How strongly the audio guides; 1 is no guidance. Default: ${DEFAULT-VALUE}.")
  private double audioGuidance;

  @Option(
      names = {"--text-guidance", "--text_guidance"},
      paramLabel = "SCALE",
      defaultValue = "1.0",
      description = "How strongly the words guide; 1 is no guidance. Default: ${DEFAULT-VALUE}.")
  private double textGuidance;

  @Option(
      names = {"--save_path", "--save-path"},
      paramLabel = "FILE.mp4",
      required = true,
      description =
          "Where to; NAME.mp4 gives NAME_clip-00.mp4, NAME_clip-01.mp4 and so on. NAME.gif gives"
              + " animated gifs, without audio.")
  private String savePath;

  @Mixin private DeviceOption device;
  @Mixin private SamplingOptions sampling;

  @Mixin private LimitsOption limits;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "123",
      description = "Of the noise; the same on every machine. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--clips",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many clips, evenly spread over the audio; one is from its middle. Default:"
              + " ${DEFAULT-VALUE}.")
  private int clips;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS|all",
      converter = LengthConverter.class,
      description =
          "Makes one video of this length from the start of the audio, or of all of it. Default: 2,"
              + " which is what the models make at once, from the middle of the audio.")
  private @Nullable Length length;

  @Mixin private WindowsOption windows;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Frames in 2 s. Default: as the model was trained, 12.")
  private @Nullable Integer frames;

  @Option(
      names = "--size",
      paramLabel = "HxW",
      converter = SizeConverter.class,
      description =
          "Height and width of the frames. Default: as the model was trained, 256x256 or 128x256.")
  private @Nullable FrameSize size;

  @Option(names = "--overwrite", description = "Replace files that exist.")
  private boolean overwrite;

  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  /** The options for the words that condition the animation. */
  static final class Words {
    @Option(
        names = "--category",
        paramLabel = "NAME",
        description = "One of the data set's categories, such as \"lions roaring\".")
    private @Nullable String category;

    @Option(
        names = "--text",
        paramLabel = "TEXT",
        description = "Any text in place of a category; it needs the text encoder.")
    private @Nullable String text;
  }

  @Override
  public Integer call() {
    Optional<ModelFolder> trained =
        Optional.ofNullable(checkpoint)
            .filter(place -> !place.isEmpty())
            .map(place -> TrainedModel.in(Path.of(place), models.models()));
    AnimationRequest request = request(trained);
    ClipFiles files =
        ClipFiles.numbered(savePath, clips, overwrite ? IfExists.REPLACE : IfExists.FAIL);
    files.check();
    new AnimationRun(spec.commandLine(), asva.cancellation()).run(request, parts(trained), files);
    return ExitCode.OK;
  }

  private AnimationRequest request(Optional<ModelFolder> trained) {
    AnimationRequestBuilder request =
        AnimationRequest.builder()
            .audioGuidance(audioGuidance)
            .textGuidance(textGuidance)
            .seed(seed)
            .sampling(sampling.sampling())
            .clips(clips);
    if (frames != null) {
      request.frames(frames);
    }
    if (length != null) {
      request.length(length);
    }
    if (negativeText != null) {
      request.negativeText(negativeText);
    }
    windows.choice().ifPresent(request::windows);
    // The reference's options default to "", so its users' scripts may pass that.
    if (audio != null && !audio.isEmpty()) {
      request.audio(Path.of(audio));
    }
    if (image != null && !image.isEmpty()) {
      request.image(Path.of(image));
    }
    if (video != null && !video.isEmpty()) {
      request.video(Path.of(video));
    }
    if (size != null) {
      request.size(size.height(), size.width());
    }
    String text = words.text;
    if (text != null) {
      request.text(text);
    } else {
      request.category(Categories.require(trained.orElseGet(models::folder), words.category));
    }
    return request.build();
  }

  private AnimatorBuilder parts(Optional<ModelFolder> trained) {
    AnimatorBuilder builder =
        Animator.builder().models(models.models()).device(device.device()).limits(limits.limits());
    if (trained.isPresent()) {
      builder.models(trained.get());
    } else if (!models.holdsParts()) {
      builder.dataset(models.dataset());
    }
    return builder;
  }
}
