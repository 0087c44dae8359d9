package io.asva.examples.drawn;

import io.asva.core.media.Picture;
import io.asva.core.media.Sound;
import io.asva.core.media.Video;
import io.asva.examples.drawn.internal.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * A drawn clip: a picture of one or two things of which one, the named one, moves to a sound.
 *
 * <p>Immutable, so safe for use by many threads. All choices come from a seed and are the same on
 * every machine; Java's drawing may round an edge's pixels differently from release to release.
 *
 * @param backdrop what is behind
 * @param objects one thing, or two beside each other, copied
 * @param named which of them moves
 * @param track what is heard
 */
public record DrawnScene(
    Backdrop backdrop, List<DrawnObject> objects, int named, SoundTrack track) {
  private static final double WHOLE = 0.47;
  private static final double HALF = 0.245;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is no thing, or the named one is not among them
   */
  public DrawnScene {
    objects = List.copyOf(objects);
    if (named < 0 || named >= objects.size()) {
      throw new IllegalArgumentException(
          "thing " + named + " is named, but there are " + objects.size());
    }
  }

  /** A random scene of one thing that sounds as it should. */
  public static DrawnScene single(long seed, DrawnCategory category, double seconds) {
    Draws draws = Draws.of(seed, "picture");
    Backdrop backdrop = Backdrop.random(draws);
    DrawnObject object = DrawnObject.random(draws, category, 0.5, 0.5, WHOLE);
    SoundTrack track = SoundTrack.random(seed, category, seconds);
    return new DrawnScene(backdrop, List.of(object), 0, track.at(place(object)));
  }

  /**
   * A random scene of two things beside each other, one of which moves.
   *
   * @param named the category of the one that moves
   * @param other the category of the one that rests
   * @param voice what is heard: where it is not the named category, only a text can tell what moves
   */
  public static DrawnScene pair(
      long seed, DrawnCategory named, DrawnCategory other, DrawnCategory voice, double seconds) {
    Draws draws = Draws.of(seed, "picture");
    Backdrop backdrop = Backdrop.random(draws);
    int index = draws.below(2);
    double middle = draws.between(0.42, 0.58);
    List<DrawnObject> objects = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      DrawnCategory category = i == index ? named : other;
      double height = middle + draws.between(-0.04, 0.04);
      objects.add(DrawnObject.random(draws, category, 0.25 + 0.5 * i, height, HALF));
    }
    SoundTrack track = SoundTrack.random(seed, voice, seconds);
    return new DrawnScene(backdrop, objects, index, track.at(place(objects.get(index))));
  }

  private static double place(DrawnObject object) {
    return 2 * object.x() - 1;
  }

  /** The thing that moves. */
  public DrawnObject object() {
    return objects.get(named);
  }

  /** The category of the thing that moves. */
  public DrawnCategory category() {
    return object().category();
  }

  /** Length of the sound in seconds. */
  public double seconds() {
    return track.seconds();
  }

  /** The same picture with another scene's sound, to which its named thing moves. */
  public DrawnScene swapSound(DrawnScene other) {
    return new DrawnScene(backdrop, objects, named, other.track.at(track.place()));
  }

  /**
   * The same picture and sound with another thing named.
   *
   * @throws IllegalArgumentException if there is no such thing
   */
  public DrawnScene name(int index) {
    return new DrawnScene(backdrop, objects, index, track);
  }

  /**
   * How far the named thing is from its rest: 0 at rest, about 1 at most, below 0 where it
   * rebounds.
   *
   * @param time in seconds
   */
  public double motion(double time) {
    return category().state(track, time);
  }

  /** The picture at rest, as it is before anything sounds. */
  public Picture still(int width, int height) {
    return new ScenePainter(this, width, height).picture(0);
  }

  /** The picture without the thing that moves. */
  Picture withoutNamed(int width, int height) {
    return new ScenePainter(this, width, height).withoutNamed();
  }

  /** The picture at a time in seconds. */
  public Picture frame(double time, int width, int height) {
    return new ScenePainter(this, width, height).picture(motion(time));
  }

  /** All frames of the scene. */
  public Video video(double fps, int width, int height) {
    return clip(0, (int) Math.round(seconds() * fps), fps, width, height);
  }

  /**
   * Some frames of the scene.
   *
   * @param start the first frame's time in seconds
   * @param frames how many
   */
  public Video clip(double start, int frames, double fps, int width, int height) {
    ScenePainter painter = new ScenePainter(this, width, height);
    List<Picture> pictures = new ArrayList<>(frames);
    for (int i = 0; i < frames; i++) {
      pictures.add(painter.picture(motion(start + i / fps)));
    }
    return new Video(pictures, fps);
  }

  /** The sound in one channel. */
  public Sound sound(int rate) {
    return track.mono(rate);
  }

  /** The rectangle that a thing keeps within, however it moves, in pixels of a picture's size. */
  public Region region(int index, int width, int height) {
    return objects.get(index).region(width, height);
  }
}
