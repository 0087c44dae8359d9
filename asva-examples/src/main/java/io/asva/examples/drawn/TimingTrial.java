package io.asva.examples.drawn;

import io.asva.examples.drawn.internal.Draws;
import io.asva.media.Video;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Scenes with which a way of animating is tried: does the motion's timing agree better with the
 * sound that was given than with others of its category? The drawn images and the sounds come from
 * different scenes. A clip is 2 s, 12 frames of which the first is at rest.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class TimingTrial {
  /** Length of a clip in seconds. */
  public static final double SECONDS = 2;

  /** Frames of a clip. */
  public static final int FRAMES = 12;

  private static final double FPS = FRAMES / SECONDS;

  private final List<Clip> clips;

  /**
   * One image with a sound, and sounds to compare.
   *
   * @param scene the image and the sound
   * @param moving the pixels that move when it is drawn
   * @param own motion curve of the scene that the sound is from
   * @param others other scenes of the category, whose timing differs; copied
   */
  @SuppressWarnings("ArrayRecordComponent") // a view over a curve; equality is by identity
  public record Clip(DrawnScene scene, BitSet moving, double[] own, List<Other> others) {
    /** Copies the list. */
    public Clip {
      others = List.copyOf(others);
    }

    /** The share of others with whose motion a video agrees less than with its own. */
    public double wins(Video video) {
      return MotionAgreement.wins(
          MotionAgreement.curve(video, moving), own, others.stream().map(Other::curve).toList());
    }

    /**
     * Whether of two videos of the image, one to its own sound and one to the first other's, each
     * agrees better with the sound that it was made to.
     */
    public boolean areTold(Video toOwn, Video toOther) {
      double[] other = others.get(0).curve();
      return MotionAgreement.wins(MotionAgreement.curve(toOwn, moving), own, List.of(other)) == 1
          && MotionAgreement.wins(MotionAgreement.curve(toOther, moving), other, List.of(own)) == 1;
    }
  }

  /**
   * A sound to compare with.
   *
   * @param scene what it is of
   * @param curve the scene's motion
   */
  @SuppressWarnings("ArrayRecordComponent") // a view over a curve; equality is by identity
  public record Other(DrawnScene scene, double[] curve) {}

  /** Shares of comparisons won: in all, and by category. */
  public record Result(double share, Map<DrawnCategory, Double> byCategory) {
    /** Copies the map. */
    public Result {
      byCategory = Map.copyOf(byCategory);
    }
  }

  private TimingTrial(List<Clip> clips) {
    this.clips = List.copyOf(clips);
  }

  /** A random trial of scenes of the first edition. */
  public static TimingTrial random(long seed, int clips, int others, int size) {
    return random(Edition.FIRST, seed, clips, others, size);
  }

  /**
   * A random trial.
   *
   * @param clips how many, the edition's categories taking turns
   * @param others how many other sounds for each
   * @param size width and height of the images in pixels
   */
  public static TimingTrial random(Edition edition, long seed, int clips, int others, int size) {
    Draws seeds = Draws.of(seed, "trial");
    List<Clip> made = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      List<DrawnCategory> categories = edition.categories();
      made.add(clip(edition, seeds, categories.get(i % categories.size()), others, size));
    }
    return new TimingTrial(made);
  }

  private static Clip clip(
      Edition edition, Draws seeds, DrawnCategory category, int others, int size) {
    DrawnScene image = DrawnScene.single(edition, seeds.bits(), category, SECONDS);
    DrawnScene audio = DrawnScene.single(edition, seeds.bits(), category, SECONDS);
    double[] own = curve(audio, size);
    List<Other> found = new ArrayList<>();
    while (found.size() < others) {
      DrawnScene other = DrawnScene.single(edition, seeds.bits(), category, SECONDS);
      double[] curve = curve(other, size);
      if (MotionAgreement.differ(own, curve)) {
        found.add(new Other(other, curve));
      }
    }
    DrawnScene scene = image.swapAudio(audio);
    return new Clip(scene, MotionAgreement.movingPixels(draw(scene, size)), own, found);
  }

  private static double[] curve(DrawnScene scene, int size) {
    Video drawn = draw(scene, size);
    return MotionAgreement.curve(drawn, MotionAgreement.movingPixels(drawn));
  }

  /** The clip of a scene as it is drawn. */
  public static Video draw(DrawnScene scene, int size) {
    return scene.clip(0, FRAMES, FPS, size, size);
  }

  /** The clips. */
  public List<Clip> clips() {
    return clips;
  }

  /** Tries a way of animating, which makes {@link #FRAMES} frames of the trial's size. */
  public Result run(Function<DrawnScene, Video> animation) {
    return judge(clips.stream().map(Clip::scene).map(animation).toList());
  }

  /**
   * Judges videos.
   *
   * @param videos one for each clip's scene
   */
  public Result judge(List<Video> videos) {
    Map<DrawnCategory, List<Double>> shares = new EnumMap<>(DrawnCategory.class);
    double sum = 0;
    for (int i = 0; i < clips.size(); i++) {
      Clip clip = clips.get(i);
      double share = clip.wins(videos.get(i));
      shares.computeIfAbsent(clip.scene().category(), c -> new ArrayList<>()).add(share);
      sum += share;
    }
    Map<DrawnCategory, Double> means = new EnumMap<>(DrawnCategory.class);
    shares.forEach(
        (category, all) ->
            means.put(category, all.stream().mapToDouble(Double::doubleValue).average().orElse(0)));
    return new Result(sum / clips.size(), means);
  }
}
