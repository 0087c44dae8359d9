package io.asva.examples.training.causes;

import io.asva.examples.drawn.DrawnScene;
import io.asva.examples.drawn.Exposure;
import io.asva.examples.drawn.Likeness;
import io.asva.examples.drawn.TimingTrial;
import io.asva.media.Image;
import io.asva.media.Video;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Draws clips too late by some milliseconds: what one loses who draws perfectly but does not know
 * the moment exactly. With the exposure of a camera of so few frames a second a stroke is seen for
 * longer, and such an error costs less.
 */
final class Shifts {
  private static final double FPS = TimingTrial.FRAMES / TimingTrial.SECONDS;
  private static final Exposure HALF_OPEN = new Exposure(0.5 / FPS, 16);
  private static final int[] MILLISECONDS = {10, 20, 40, 80};

  private Shifts() {}

  static void run(Subject subject, Consumer<Finding> found) {
    for (Exposure exposure : List.of(Exposure.NONE, HALF_OPEN)) {
      for (int late : MILLISECONDS) {
        List<Likeness> all = new ArrayList<>();
        for (DrawnScene scene : subject.scenes()) {
          subject.cancellation().check("drawing");
          all.add(
              Likeness.of(
                  scene, clip(subject, scene, exposure, 0), clip(subject, scene, exposure, late)));
        }
        found.accept(
            new Finding(
                Cause.EXPOSURE,
                String.format(
                    Locale.ROOT,
                    "drawn %d ms late, exposed for %.0f ms",
                    late,
                    1000 * exposure.seconds()),
                Likeness.of(all)));
      }
    }
  }

  private static Video clip(Subject subject, DrawnScene scene, Exposure exposure, int late) {
    List<Image> frames = new ArrayList<>();
    for (int i = 0; i < TimingTrial.FRAMES; i++) {
      double time = i / FPS - late / 1000.0;
      frames.add(
          exposure.frame(time, t -> scene.at(scene.motion(t), subject.size(), subject.size())));
    }
    return new Video(frames, FPS);
  }
}
