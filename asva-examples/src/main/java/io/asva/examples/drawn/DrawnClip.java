package io.asva.examples.drawn;

import io.asva.media.Audio;
import io.asva.media.Video;
import io.asva.media.dataset.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * One video of a drawn data set, before it is drawn.
 *
 * @param name its file as the lists have it: category/file
 * @param split the list that names it
 * @param scene what is drawn
 * @param format the video's form
 */
public record DrawnClip(String name, Split split, DrawnScene scene, ClipFormat format) {

  /** The images. */
  public Video video() {
    return scene.video(format.fps(), format.width(), format.height());
  }

  /** The sound. */
  public Audio audio() {
    return format.channels() == 1
        ? scene.track().mono(format.rate())
        : scene.track().stereo(format.rate());
  }

  /** Its labels. */
  public ClipLabels labels() {
    int frames = (int) Math.round(format.seconds() * format.fps());
    List<Double> loudness = new ArrayList<>(frames);
    List<Double> motion = new ArrayList<>(frames);
    for (int i = 0; i < frames; i++) {
      double time = i / format.fps();
      loudness.add(rounded(scene.track().loudness(time)));
      motion.add(rounded(scene.shownMotion(time)));
    }
    List<ClipLabels.Thing> things = new ArrayList<>();
    for (int i = 0; i < scene.objects().size(); i++) {
      Region box = scene.region(i, format.width(), format.height());
      things.add(
          new ClipLabels.Thing(
              scene.objects().get(i).category().folder(), i == scene.named(), box));
    }
    return new ClipLabels(
        name,
        scene.category().folder(),
        scene.category().text(),
        scene.track().voice().folder(),
        format.fps(),
        scene.track().onsets().stream().map(DrawnClip::rounded).toList(),
        loudness,
        motion,
        things);
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
