package io.asva.examples.cli;

import io.asva.core.CancelledException;
import io.asva.core.files.IfExists;
import io.asva.core.files.OutputFile;
import io.asva.examples.drawn.ClipFormat.Variety;
import io.asva.examples.drawn.DrawnCategory;
import io.asva.examples.drawn.DrawnDataset;
import io.asva.examples.drawn.DrawnDatasetBuilder;
import io.asva.examples.drawn.DrawnScene;
import io.asva.examples.drawn.MotionSheet;
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

/** Draws a data set. */
@Command(
    name = "demo-data",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Draws and sounds a data set of things that move because they sound, in AVSync15's layout."
            + " With --test_videos 240 it is what the demo's models were trained on. A run that"
            + " was stopped goes on where it was.")
final class DemoDataCommand implements Callable<Integer> {
  private static final int SHEET_FRAMES = 12;
  private static final double SHEET_FPS = 6;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where to: a new or empty folder, or one begun with the same options.")
  private Path out;

  @Option(
      names = "--videos",
      paramLabel = "N",
      defaultValue = "1504",
      description = "How many videos, the categories taking turns. Default: ${DEFAULT-VALUE}.")
  private int videos;

  @Option(
      names = {"--test_videos", "--test-videos"},
      paramLabel = "N",
      description = "How many of them are listed in test.txt. Default: a tenth.")
  private @Nullable Integer testVideos;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What all choices follow from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      defaultValue = "96",
      description = "Width and height. Default: ${DEFAULT-VALUE}.")
  private int size;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "6.5",
      description = "Length of a video. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--fps",
      paramLabel = "N",
      defaultValue = "24",
      description = "Frames a second. Default: ${DEFAULT-VALUE}.")
  private double fps;

  @Option(
      names = {"--audio_rate", "--audio-rate"},
      paramLabel = "HZ",
      defaultValue = "16000",
      description = "Samples a second. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--pairs",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description =
          "Share of images with two things, one of which moves. Default: ${DEFAULT-VALUE}.")
  private double pairs;

  @Option(
      names = {"--foreign_voices", "--foreign-voices"},
      paramLabel = "SHARE",
      defaultValue = "0.6",
      description =
          "Share of those in which any category's voice is heard, so that only the text tells which"
              + " thing moves. Default: ${DEFAULT-VALUE}.")
  private double foreignVoices;

  @Mixin private EditionOption edition;

  @Option(
      names = "--varied",
      description = "Let length, frame rate, width and sampling rate vary, to test readers with.")
  private boolean varied;

  @Option(
      names = "--sheets",
      paramLabel = "DIR",
      description = "Also write a PNG for each category there: frames over their waveform.")
  private @Nullable Path sheets;

  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    DrawnDataset dataset = dataset();
    Path folder = sheets;
    if (folder != null) {
      Files.createDirectories(folder);
      for (DrawnCategory category : edition.edition().categories()) {
        OutputFile.check(sheetFile(category, folder), IfExists.FAIL);
      }
    }
    PrintWriter err = spec.commandLine().getErr();
    try (ProgressDisplay progress = ProgressDisplay.of(err)) {
      dataset.write(out, asva.cancellation().reporting(progress));
    } catch (CancelledException e) {
      err.println("Whole videos stay in " + out + "; run it again to make the rest.");
      throw e;
    }
    PrintWriter done = spec.commandLine().getOut();
    done.println("Wrote " + videos + " videos and their lists to " + out.toAbsolutePath());
    if (folder != null) {
      for (DrawnCategory category : edition.edition().categories()) {
        done.println("Wrote " + sheet(category, folder).toAbsolutePath());
      }
    }
    done.flush();
    return ExitCode.OK;
  }

  private DrawnDataset dataset() {
    DrawnDatasetBuilder builder =
        DrawnDataset.builder()
            .videos(videos)
            .seed(seed)
            .size(size)
            .seconds(seconds)
            .fps(fps)
            .rate(rate)
            .pairs(pairs)
            .foreignVoices(foreignVoices)
            .edition(edition.edition())
            .variety(varied ? Variety.VARIED : Variety.ONE);
    if (testVideos != null) {
      builder.testVideos(testVideos);
    }
    return builder.build();
  }

  private static Path sheetFile(DrawnCategory category, Path folder) {
    return folder.resolve(category.folder() + ".png");
  }

  private Path sheet(DrawnCategory category, Path folder) {
    DrawnScene scene =
        DrawnScene.single(edition.edition(), seed, category, SHEET_FRAMES / SHEET_FPS);
    Path file = sheetFile(category, folder);
    MotionSheet.of(scene.clip(0, SHEET_FRAMES, SHEET_FPS, size, size), scene.audio(rate))
        .png(file, IfExists.FAIL);
    return file;
  }
}
