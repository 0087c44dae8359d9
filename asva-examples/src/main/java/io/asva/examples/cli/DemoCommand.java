package io.asva.examples.cli;

import io.asva.core.media.IfExists;
import io.asva.diffusion.Animator;
import io.asva.examples.demo.Demo;
import io.asva.examples.demo.DemoModel;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
        "Animates a drawn bell to its strokes, with a small model that is made on first use. The"
            + " model's weights are NOT TRAINED: it shows that everything runs, not what a trained"
            + " model makes.")
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = {"--save_path", "--save-path"},
      paramLabel = "FILE.mp4",
      description = "Where to. Default: asva-demo.mp4 here, with a number if that exists.")
  private @Nullable String savePath;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Folder for the demo's model. Default: asva in the user's folder for caches.")
  private @Nullable Path cache;

  @Mixin private DeviceOption device;
  @Mixin private StepsOption steps;

  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Demo demo = Demo.in(cache == null ? Demo.usualCache() : cache);
    ClipFiles files =
        savePath == null ? ClipFiles.one(unused()) : ClipFiles.numbered(savePath, 1, IfExists.FAIL);
    new AnimationRun(spec.commandLine(), asva.cancellation())
        .run(
            demo.request().steps(steps.steps()).build(),
            Animator.builder()
                .models(demo.models())
                .dataset(DemoModel.DATASET)
                .device(device.device()),
            files);
    out.println("The picture was " + demo.picture() + ", the sound " + demo.sound() + ".");
    out.println(
        "The demo's model has made-up weights that are NOT TRAINED: its pictures mean nothing.");
    out.println("For real ones see the README: asva animate --models DIR ...");
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
