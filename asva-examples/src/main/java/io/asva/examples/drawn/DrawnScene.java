package io.asva.examples.drawn;

import io.asva.examples.drawn.internal.Draws;
import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.media.Video;
import java.util.ArrayList;
import java.util.List;

/**
 * A drawn clip: an image of up to three things of which one, the named one, moves to a sound.
 *
 * <p>Immutable, so safe for use by many threads. All choices come from a seed and are the same on
 * every machine; Java's drawing may round an edge's pixels differently from release to release.
 *
 * @param edition how it is drawn
 * @param background what is behind
 * @param objects one thing, or several beside each other, copied
 * @param named which of them moves
 * @param track what is heard
 */
public record DrawnScene(
    Edition edition,
    Background background,
    List<DrawnObject> objects,
    int named,
    AudioTrack track) {
  private static final double WHOLE = 0.47;
  private static final double HALF = 0.245;
  private static final double THIRD = 0.163;

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

  /** A random scene of one thing that sounds as it should, in the first edition. */
  public static DrawnScene single(long seed, DrawnCategory category, double seconds) {
    return single(Edition.FIRST, seed, category, seconds);
  }

  /** A random scene of one thing that sounds as it should. */
  public static DrawnScene single(
      Edition edition, long seed, DrawnCategory category, double seconds) {
    Draws draws = Draws.of(seed, "picture");
    Background background = background(edition, draws);
    DrawnObject object = DrawnObject.random(draws, category, 0.5, 0.5, WHOLE);
    AudioTrack track = track(background, seed, category, seconds);
    return new DrawnScene(edition, background, List.of(object), 0, track.at(place(object)));
  }

  /**
   * A random scene of two things beside each other, one of which moves, in the first edition.
   *
   * @param named the category of the one that moves
   * @param other the category of the one that rests
   * @param voice what is heard: where it is not the named category, only a text can tell what moves
   */
  public static DrawnScene pair(
      long seed, DrawnCategory named, DrawnCategory other, DrawnCategory voice, double seconds) {
    return group(Edition.FIRST, seed, named, List.of(other), voice, seconds);
  }

  /**
   * A random scene of two or three things beside each other, one of which moves.
   *
   * @param named the category of the one that moves
   * @param others the categories of the ones that rest, one or two
   * @param voice what is heard: where it is not the named category, only a text can tell what moves
   */
  public static DrawnScene group(
      Edition edition,
      long seed,
      DrawnCategory named,
      List<DrawnCategory> others,
      DrawnCategory voice,
      double seconds) {
    Draws draws = Draws.of(seed, "picture");
    Background background = background(edition, draws);
    int count = others.size() + 1;
    int index = draws.below(count);
    double middle = draws.between(0.42, 0.58);
    List<DrawnObject> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DrawnCategory category = i == index ? named : others.get(i < index ? i : i - 1);
      double height = middle + draws.between(-0.04, 0.04);
      double x = (i + 0.5) / count;
      objects.add(DrawnObject.random(draws, category, x, height, count == 2 ? HALF : THIRD));
    }
    AudioTrack track = track(background, seed, voice, seconds);
    return new DrawnScene(edition, background, objects, index, track.at(place(objects.get(index))));
  }

  private static Background background(Edition edition, Draws draws) {
    return edition == Edition.FIRST ? Backdrop.random(draws) : Surroundings.random(draws);
  }

  private static AudioTrack track(
      Background background, long seed, DrawnCategory voice, double seconds) {
    return background instanceof Surroundings surroundings
        ? AudioTrack.random(seed, voice, seconds, surroundings.place().room())
        : AudioTrack.random(seed, voice, seconds);
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

  /** The same image with another scene's sound, to which its named thing moves. */
  public DrawnScene swapAudio(DrawnScene other) {
    return new DrawnScene(edition, background, objects, named, other.track.at(track.place()));
  }

  /**
   * The same image with the same voice in another rhythm.
   *
   * @throws DrawnException if the rhythm lasts longer than the sound
   */
  public DrawnScene play(Rhythm rhythm) {
    List<SoundEvent> events = rhythm.events(track.seconds());
    return new DrawnScene(edition, background, objects, named, track.with(events));
  }

  /**
   * The same image and sound with another thing named.
   *
   * @throws IllegalArgumentException if there is no such thing
   */
  public DrawnScene name(int index) {
    return new DrawnScene(edition, background, objects, index, track);
  }

  /**
   * How far the named thing is from its rest at a moment: 0 at rest, about 1 at most, below 0 where
   * it gathers itself or rebounds.
   *
   * @param time in seconds
   */
  public double motion(double time) {
    return category().state(edition, track, time);
  }

  /** The same, as a frame at a time shows it: the mean while the shutter is open. */
  double shownMotion(double time) {
    Exposure exposure = edition.exposure();
    double sum = 0;
    for (int i = 0; i < exposure.samples(); i++) {
      sum += motion(exposure.moment(time, i));
    }
    return sum / exposure.samples();
  }

  /** The image at rest, as it is before anything sounds. */
  public Image still(int width, int height) {
    return at(0, width, height);
  }

  /** The image without the thing that moves. */
  Image withoutNamed(int width, int height) {
    return ScenePainter.of(this, width, height).withoutNamed();
  }

  /**
   * The image in which the named thing is so far from its rest.
   *
   * @param state as {@link #motion} gives it
   */
  public Image at(double state, int width, int height) {
    return ScenePainter.of(this, width, height).image(state);
  }

  /** The image of a frame at a time in seconds. */
  public Image frame(double time, int width, int height) {
    return exposed(ScenePainter.of(this, width, height), time);
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
    ScenePainter painter = ScenePainter.of(this, width, height);
    List<Image> images = new ArrayList<>(frames);
    for (int i = 0; i < frames; i++) {
      images.add(exposed(painter, start + i / fps));
    }
    return new Video(images, fps);
  }

  private Image exposed(ScenePainter painter, double time) {
    return edition.exposure().frame(time, t -> painter.image(motion(t)));
  }

  /** The sound in one channel. */
  public Audio audio(int rate) {
    return track.mono(rate);
  }

  /** The rectangle that a thing keeps within, however it moves, in pixels of an image's size. */
  public Region region(int index, int width, int height) {
    return objects.get(index).region(width, height);
  }
}
