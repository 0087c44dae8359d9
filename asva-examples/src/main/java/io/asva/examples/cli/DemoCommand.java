package io.asva.examples.cli;

import io.asva.core.media.IfExists;
import io.asva.core.media.Video;
import io.asva.core.media.internal.AtomicFile;
import io.asva.examples.demo.Demo;
import io.asva.examples.drawn.MotionSheet;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Animates the demo's picture to the demo's sound. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Animates a drawn picture of two things to the sound of one of them, with small models that"
            + " come with the command line. They were trained by this library on other pictures and"
            + " sounds of eight such things; they know nothing else.")
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = {"--save_path", "--save-path"},
      paramLabel = "FILE.mp4",
      description = "Where to. Default: asva-demo.mp4 here, with a number if that exists.")
  private @Nullable String savePath;

  @Option(
      names = "--sheet",
      paramLabel = "FILE.png",
      description = "Writes the frames into one picture, too, with the sound's waveform below.")
  private @Nullable Path sheet;

  @Mixin private DeviceOption device;
  @Mixin private StepsOption steps;

  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (sheet != null) {
      AtomicFile.check(sheet, IfExists.FAIL);
    }
    Demo demo = Demo.usual();
    ClipFiles files =
        savePath == null ? ClipFiles.one(unused()) : ClipFiles.numbered(savePath, 1, IfExists.FAIL);
    Video video =
        new AnimationRun(spec.commandLine(), asva.cancellation())
            .run(
                demo.request().steps(steps.steps()).build(),
                demo.animator().device(device.device()),
                files)
            .clip()
            .video();
    if (sheet != null) {
      MotionSheet.of(video, Demo.scene().sound(Demo.RATE)).png(sheet, IfExists.FAIL);
      out.println("Wrote " + sheet.toAbsolutePath());
    }
    out.printf(
        Locale.ROOT,
        "Picture %s, sound %s, text \"%s\".%nThe motion's correlation with that of the clip as it"
            + " would be drawn to this sound: %.2f.%n",
        demo.picture(),
        demo.sound(),
        Demo.scene().category().text(),
        Demo.agreement(video));
    out.flush();
    return ExitCode.OK;
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
