package io.asva.examples.cli;

import io.asva.core.files.AsvaCache;
import io.asva.core.files.IfExists;
import io.asva.core.files.OutputFile;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.AnimationRequestBuilder;
import io.asva.diffusion.ClipFiles;
import io.asva.examples.demo.Demo;
import io.asva.examples.demo.DemoChoice;
import io.asva.examples.drawn.DrawnScene;
import io.asva.examples.drawn.MotionSheet;
import io.asva.examples.drawn.Rhythm;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
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

/** Animates the demo's image to the demo's audio. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Animates a drawn image of two things to the audio of one of them, with small models that"
            + " come with the command line. They were trained by this library on other images and"
            + " audio of eight such things; they know nothing else.")
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = {"--save_path", "--save-path"},
      paramLabel = "FILE.mp4",
      description = "Where to. Default: asva-demo.mp4 here, with a number if that exists.")
  private @Nullable String savePath;

  @Option(
      names = "--sheet",
      paramLabel = "FILE.png",
      description = "Writes the frames into one image, too, with the audio's waveform below.")
  private @Nullable Path sheet;

  @Option(
      names = "--gif",
      paramLabel = "FILE.gif",
      description = "Writes the frames as an animated gif, too.")
  private @Nullable Path gif;

  @Option(
      names = "--scene",
      paramLabel = "THING[,THING]",
      description =
          "What is in the image: one thing, or two of which the first moves. There are a ball, bell,"
              + " drum, fire, frog, hammer, monster and string. Default: hammer,frog.")
  private @Nullable String things;

  @Option(
      names = "--sound",
      paramLabel = "RHYTHM|FILE",
      description =
          "What is heard: strike, soft and pause with commas between, 0.4 s each, or an audio file of"
              + " your own. Default: random strokes.")
  private @Nullable String heard;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "The text that says what moves. Default: the first thing's.")
  private @Nullable String text;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What the image, the audio and the noise follow from. Default: the demo's own.")
  private @Nullable Long seed;

  @Option(
      names = "--gallery",
      paramLabel = "DIR",
      description =
          "Makes a page of a dozen clips in a new folder instead; only --seed, --device and"
              + " the options of denoising go with it.")
  private @Nullable Path gallery;

  @Mixin private DeviceOption device;
  @Mixin private SamplingOptions sampling;

  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Path usual = AsvaCache.folder();
    if (gallery != null) {
      refuseWithGallery();
      new DemoGallery(spec.commandLine(), asva.cancellation(), device.device(), sampling.sampling())
          .write(gallery, usual, seed == null ? Demo.SEED : seed);
      return ExitCode.OK;
    }
    refuseExisting();
    Path file = audioFile();
    Demo demo = demo(usual, file);
    AnimationRequestBuilder request = demo.request().sampling(sampling.sampling());
    if (file != null) {
      request.audio(file);
    }
    if (text != null) {
      request.text(text);
    }
    if (seed != null) {
      request.seed(seed);
    }
    AnimatedClip clip =
        new AnimationRun(spec.commandLine(), asva.cancellation())
            .run(
                request.build(),
                demo.animator().device(device.device()),
                savePath == null
                    ? ClipFiles.one(unused())
                    : ClipFiles.numbered(savePath, 1, IfExists.FAIL))
            .clip();
    more(clip);
    say(demo, clip, file);
    return ExitCode.OK;
  }

  private void refuseWithGallery() {
    for (Object other : Arrays.asList(things, heard, text, gif, sheet, savePath)) {
      if (other != null) {
        throw new ParameterException(
            spec.commandLine(),
            "--gallery makes clips of its own choice; leave --scene, --sound, --text, --gif, --sheet"
                + " and --save_path out.");
      }
    }
  }

  /** Before the work, which is lost when a file can't be written. */
  private void refuseExisting() {
    for (Path file : Arrays.asList(gif, sheet)) {
      if (file != null) {
        OutputFile.check(file, IfExists.FAIL);
      }
    }
  }

  /** The file that is to be heard; none for a rhythm. */
  private @Nullable Path audioFile() {
    return heard != null && Files.exists(Path.of(heard)) ? Path.of(heard) : null;
  }

  private Demo demo(Path folder, @Nullable Path file) {
    if (things == null && heard == null && seed == null) {
      return Demo.in(folder);
    }
    DrawnScene scene =
        things == null && seed == null
            ? Demo.in(folder).scene()
            : DemoChoice.scene(
                things == null ? "hammer,frog" : things, seed == null ? Demo.SEED : seed);
    return Demo.of(heard == null || file != null ? scene : scene.play(Rhythm.of(heard)), folder);
  }

  private void more(AnimatedClip clip) {
    PrintWriter out = spec.commandLine().getOut();
    if (gif != null) {
      clip.saveGif(gif);
      out.println("Wrote " + gif.toAbsolutePath());
    }
    if (sheet != null) {
      MotionSheet.of(clip.video(), clip.audio()).png(sheet, IfExists.FAIL);
      out.println("Wrote " + sheet.toAbsolutePath());
    }
  }

  private void say(Demo demo, AnimatedClip clip, @Nullable Path file) {
    PrintWriter out = spec.commandLine().getOut();
    String named = demo.scene().category().text();
    out.printf(
        Locale.ROOT,
        "Image %s, audio %s, text \"%s\".%n",
        demo.image(),
        file == null ? demo.audio() : file,
        text == null ? named : text);
    if (file == null && (text == null || text.equals(named))) {
      out.printf(
          Locale.ROOT,
          "The motion's correlation with that of the clip as it would be drawn to this audio: %.2f.%n",
          demo.agreement(clip.video()));
    }
    out.flush();
  }

  /** A name that is not taken, so that the demo can be run again. */
  private static Path unused() {
    Path file = Path.of("asva-demo.mp4");
    for (int i = 2; Files.exists(file); i++) {
      file = Path.of("asva-demo-" + i + ".mp4");
    }
    return file;
  }
}
