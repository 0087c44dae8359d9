package io.asva.diffusion.dataset;

import io.asva.core.layout.ModelsLayout;
import io.asva.diffusion.GuidanceScales;
import io.asva.media.dataset.DatasetVideo;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where the clips of a data set's animation lie: {@code videos/<video>_clip-KK.mp4} in a folder,
 * beside the settings that they were made with.
 *
 * @param folder the folder
 */
public record GeneratedFiles(Path folder) {
  /**
   * The original's folder for a checkpoint and settings: {@code
   * <experiment>/evaluations/checkpoint-N/AG-4.0_TG-1.0/seed-0}.
   *
   * @param experiment the folder that training wrote
   */
  public static GeneratedFiles of(
      Path experiment, int checkpoint, GuidanceScales guidance, long seed) {
    return new GeneratedFiles(
        experiment
            .resolve("evaluations")
            .resolve(ModelsLayout.CHECKPOINT + checkpoint)
            .resolve(
                "AG-"
                    + PythonFloat.repr(guidance.audio())
                    + "_TG-"
                    + PythonFloat.repr(guidance.text()))
            .resolve("seed-" + seed));
  }

  /** The folder of the clips. */
  public Path videos() {
    return folder.resolve("videos");
  }

  /** A clip of a video, numbered from 0. */
  public Path clip(DatasetVideo video, int number) {
    return videos().resolve(String.format(Locale.ROOT, "%s_clip-%02d.mp4", video.stem(), number));
  }

  /** The file that records the settings of the clips. */
  public Path settings() {
    return folder.resolve("generation.json");
  }

  /** The file that a run holds locked, so that a second one in the same folder is refused. */
  Path lock() {
    return folder.resolve(".generation.lock");
  }
}
