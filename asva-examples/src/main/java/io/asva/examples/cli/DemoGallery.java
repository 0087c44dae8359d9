package io.asva.examples.cli;

import io.asva.core.Cancellation;
import io.asva.core.files.IfExists;
import io.asva.core.runtime.Device;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.Animator;
import io.asva.diffusion.Sampling;
import io.asva.examples.demo.Demo;
import io.asva.examples.demo.Gallery;
import io.asva.examples.drawn.DrawnException;
import io.asva.examples.drawn.DrawnScene;
import io.asva.examples.drawn.MotionSheet;
import io.asva.media.Images;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;

/**
 * Makes the demo's gallery: a page, and of each clip the mp4, its first frame and its sheet.
 *
 * @param line whose output says how it goes
 * @param cancellation stops it
 * @param device what the models run on
 * @param sampling how they are denoised
 */
record DemoGallery(CommandLine line, Cancellation cancellation, Device device, Sampling sampling) {
  private static final String STAGE = "clips of the gallery";

  /**
   * Makes a gallery.
   *
   * @param folder a new one
   * @param cache for the models
   * @param seed what images and audio follow from
   * @throws DrawnException if the folder is there already, or can't be written
   */
  void write(Path folder, Path cache, long seed) {
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      throw new DrawnException(folder + " exists; name a new folder for the gallery.", e);
    } catch (IOException e) {
      throw new DrawnException("Can't make the folder " + folder + ": " + e, e);
    }
    List<String> titles = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<DrawnScene> scenes = Gallery.scenes(seed);
    Demo first = Demo.in(cache);
    try (Animator animator = first.animator().device(device).build();
        ProgressDisplay progress = ProgressDisplay.of(line.getErr())) {
      DeviceOption.noteFallback(animator.config().device(), line.getErr());
      for (DrawnScene scene : scenes) {
        progress.report(STAGE, names.size(), scenes.size());
        names.add(
            String.format(Locale.ROOT, "%02d-%s", names.size() + 1, scene.category().thing()));
        titles.add(title(scene));
        write(animator, Demo.of(scene, cache), folder.resolve(names.get(names.size() - 1)));
      }
    }
    page(folder.resolve("index.html"), Gallery.page(titles, names));
  }

  private void write(Animator animator, Demo demo, Path stem) {
    AnimatedClip clip =
        animator.animate(demo.request().sampling(sampling).build(), cancellation.silent()).clip();
    clip.saveMp4(stem.resolveSibling(stem.getFileName() + ".mp4"));
    Images.writePng(
        clip.video().frames().get(0),
        stem.resolveSibling(stem.getFileName() + "-first.png"),
        IfExists.FAIL);
    MotionSheet.of(clip.video(), clip.audio())
        .png(stem.resolveSibling(stem.getFileName() + ".png"), IfExists.FAIL);
  }

  private static String title(DrawnScene scene) {
    String rest =
        scene.objects().stream()
            .filter(object -> !object.equals(scene.object()))
            .map(object -> object.category().thing())
            .collect(Collectors.joining(", "));
    return "\u201c"
        + scene.category().text()
        + "\u201d"
        + (rest.isEmpty() ? "" : ", beside it a " + rest);
  }

  private void page(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new DrawnException("Can't write " + file + ": " + e, e);
    }
    PrintWriter out = line.getOut();
    out.println("Wrote " + file.toAbsolutePath());
    out.flush();
  }
}
