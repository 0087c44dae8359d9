package io.asva.examples.drawn;

import io.asva.media.Video;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Images of two things with which naming one of them is tried: does that one move, and the other
 * rest? Without state.
 */
public final class NamedTrial {
  private static final double CLEAR = 3;

  private NamedTrial() {}

  /**
   * The scenes, each with one of two things named; pairs of the edition's categories take turns.
   *
   * @param clips how many
   */
  public static List<DrawnScene> scenes(Edition edition, long seed, int clips) {
    List<DrawnCategory> categories = edition.categories();
    List<DrawnScene> scenes = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      DrawnCategory one = categories.get(i % categories.size());
      int step = 1 + i / categories.size() % (categories.size() - 1);
      DrawnCategory other = categories.get((i + step) % categories.size());
      scenes.add(
          DrawnScene.group(edition, seed + i, one, List.of(other), one, TimingTrial.SECONDS));
    }
    return scenes;
  }

  /** Whether the named thing's pixels move at least three times as much as the other's. */
  public static boolean isClear(Video video, BitSet named, BitSet other) {
    return motion(video, named) >= CLEAR * motion(video, other);
  }

  private static double motion(Video video, BitSet pixels) {
    return MotionAgreement.mean(MotionAgreement.curve(video, pixels));
  }

  /** The pixels that change when a scene's named thing is drawn moving. */
  public static BitSet moving(DrawnScene scene, int size) {
    return MotionAgreement.movingPixels(TimingTrial.draw(scene, size));
  }
}
