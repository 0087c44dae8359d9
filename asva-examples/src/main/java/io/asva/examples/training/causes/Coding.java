package io.asva.examples.training.causes;

import io.asva.examples.drawn.DrawnScene;
import io.asva.examples.training.data.Reconstruction;
import io.asva.media.Video;
import io.asva.vae.Vae;
import java.util.Collections;
import java.util.function.Consumer;

/** Lets clips that are drawn, or that don't move at all, through the autoencoder alone. */
final class Coding {
  private Coding() {}

  static void run(Subject subject, Consumer<Finding> found) {
    found.accept(
        new Finding(
            Cause.CODING, "nothing moves", subject.likeness(scene -> still(subject, scene))));
    try (Vae vae = subject.vae()) {
      found.accept(
          new Finding(
              Cause.CODING,
              "the drawn clip, encoded and decoded",
              subject.likeness(scene -> coded(vae, subject.drawn(scene)))));
    }
  }

  private static Video still(Subject subject, DrawnScene scene) {
    Video drawn = subject.drawn(scene);
    return new Video(
        Collections.nCopies(drawn.frames().size(), drawn.frames().get(0)), drawn.fps());
  }

  static Video coded(Vae vae, Video video) {
    return new Video(Reconstruction.of(vae, video.frames()).decoded(), video.fps());
  }
}
