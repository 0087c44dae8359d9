package io.asva.examples.drawn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Strokes and pauses of one length each, as a person writes them down: {@code
 * strike,strike,pause,soft}.
 *
 * <p>Immutable, so safe for use by many threads.
 *
 * @param beats one for each word, copied
 */
public record Rhythm(List<Beat> beats) {
  /** Seconds from one beat to the next. */
  public static final double BEAT = 0.4;

  /** Seconds before the first beat. */
  public static final double FIRST = 0.3;

  private static final double LENGTH = 0.34;

  /** The event at a beat. */
  public enum Beat {
    /** A stroke of full strength. */
    STRIKE(1),
    /** A weak stroke. */
    SOFT(0.45),
    /** Nothing. */
    PAUSE(0);

    private final double strength;

    Beat(double strength) {
      this.strength = strength;
    }

    /** Its name in a rhythm. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the list. */
  public Rhythm {
    beats = List.copyOf(beats);
  }

  /** How many beats a clip of some seconds has room for. */
  public static int most(double seconds) {
    return (int) Math.floor((seconds - FIRST) / BEAT) + 1;
  }

  /**
   * Reads a rhythm.
   *
   * @param words {@code strike}, {@code soft} and {@code pause}, with commas between
   * @throws DrawnException if there is another word, or no stroke at all
   */
  public static Rhythm of(String words) {
    List<Beat> beats = new ArrayList<>();
    for (String word : words.split(",", -1)) {
      beats.add(beat(word.strip(), words));
    }
    if (beats.stream().allMatch(beat -> beat == Beat.PAUSE)) {
      throw new DrawnException("The rhythm \"" + words + "\" has no strike in it; add one.");
    }
    return new Rhythm(beats);
  }

  private static Beat beat(String word, String words) {
    for (Beat beat : Beat.values()) {
      if (beat.key().equals(word)) {
        return beat;
      }
    }
    throw new DrawnException(
        "\""
            + words
            + "\" is neither a file nor a rhythm of strike, soft and pause with commas between.");
  }

  /**
   * The strokes.
   *
   * @throws DrawnException if they don't fit
   */
  List<SoundEvent> events(double seconds) {
    if (beats.size() > most(seconds)) {
      throw new DrawnException(
          String.format(
              Locale.ROOT,
              "A clip of %.0f s has room for %d beats of %.1f s, not %d; leave some out.",
              seconds,
              most(seconds),
              BEAT,
              beats.size()));
    }
    List<SoundEvent> events = new ArrayList<>();
    for (int i = 0; i < beats.size(); i++) {
      Beat beat = beats.get(i);
      if (beat != Beat.PAUSE) {
        events.add(new SoundEvent(FIRST + i * BEAT, beat.strength, LENGTH));
      }
    }
    return events;
  }
}
