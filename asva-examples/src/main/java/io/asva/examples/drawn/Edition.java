package io.asva.examples.drawn;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A way of drawing and sounding, which gives other clips for the same seed. */
@SuppressWarnings("ImmutableEnumChecker") // an exposure holds numbers alone
public enum Edition {
  /**
   * Eight things on smooth grounds, each frame at a moment. It is what the demo's models have
   * learnt, and stays as long as they do.
   */
  FIRST(96, Exposure.NONE),
  /**
   * Twelve things in seven kinds of places with ground, light, shadows and the room's echo, which
   * gather themselves before they strike, seen by a camera of six frames a second whose shutter is
   * open half of the time.
   */
  SECOND(128, new Exposure(1 / 12.0, 16));

  private final int size;
  private final Exposure exposure;

  Edition(int size, Exposure exposure) {
    this.size = size;
    this.exposure = exposure;
  }

  /** Width and height in pixels of the images that models are trained on. */
  public int size() {
    return size;
  }

  /** For how long the shutter is open. */
  public Exposure exposure() {
    return exposure;
  }

  /** Its name on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return key();
  }

  /** The things that it knows. */
  public List<DrawnCategory> categories() {
    return Arrays.stream(DrawnCategory.values()).filter(c -> c.isIn(this)).toList();
  }
}
