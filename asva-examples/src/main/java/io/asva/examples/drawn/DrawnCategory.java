package io.asva.examples.drawn;

import io.asva.examples.drawn.internal.Movement;
import io.asva.examples.drawn.internal.Strike;
import io.asva.examples.drawn.internal.Strike.Back;
import io.asva.examples.drawn.internal.Stroke;
import io.asva.examples.drawn.internal.sprite.AnvilSprite;
import io.asva.examples.drawn.internal.sprite.AxeSprite;
import io.asva.examples.drawn.internal.sprite.BallSprite;
import io.asva.examples.drawn.internal.sprite.BellSprite;
import io.asva.examples.drawn.internal.sprite.DogSprite;
import io.asva.examples.drawn.internal.sprite.DrumSprite;
import io.asva.examples.drawn.internal.sprite.DuckSprite;
import io.asva.examples.drawn.internal.sprite.FireSprite;
import io.asva.examples.drawn.internal.sprite.FrogSprite;
import io.asva.examples.drawn.internal.sprite.MonsterSprite;
import io.asva.examples.drawn.internal.sprite.Sprite;
import io.asva.examples.drawn.internal.sprite.StringSprite;
import io.asva.examples.drawn.internal.sprite.WoodpeckerSprite;
import io.asva.examples.drawn.internal.voice.AnvilVoice;
import io.asva.examples.drawn.internal.voice.BallVoice;
import io.asva.examples.drawn.internal.voice.BarkVoice;
import io.asva.examples.drawn.internal.voice.BellVoice;
import io.asva.examples.drawn.internal.voice.ChopVoice;
import io.asva.examples.drawn.internal.voice.DrumVoice;
import io.asva.examples.drawn.internal.voice.FireVoice;
import io.asva.examples.drawn.internal.voice.FrogVoice;
import io.asva.examples.drawn.internal.voice.GrowlVoice;
import io.asva.examples.drawn.internal.voice.KnockVoice;
import io.asva.examples.drawn.internal.voice.QuackVoice;
import io.asva.examples.drawn.internal.voice.StringVoice;
import io.asva.examples.drawn.internal.voice.Voice;

/** A kind of thing that moves because it sounds. */
@SuppressWarnings("ImmutableEnumChecker") // the fields' types are stateless
public enum DrawnCategory {
  /** A rubber ball that is dribbled: it is on the ground when it sounds. */
  BALL(
      "ball_bouncing",
      new Strike(0.12, 0.06, 0.38, Back.THROWN, 1),
      new Stroke(0.12, 0.12, 0.14, new Strike(0.14, 0.06, 0.38, Back.THROWN, 1)),
      new BallSprite(),
      new BallVoice()),
  /** A bell that swings to the side and back. */
  BELL(
      "bell_ringing",
      new Strike(0.09, 0, 1.3, Back.SWINGING, 0.5),
      new Stroke(0.1, 0.2, 0.1, new Strike(0.1, 0, 1.3, Back.SWINGING, 0.5)),
      new BellSprite(),
      new BellVoice()),
  /** A drum under a stick. */
  DRUM(
      "drum_beating",
      new Strike(0.07, 0.07, 0.26, Back.LIFTED, 1),
      new Stroke(0.13, 0.22, 0.1, new Strike(0.1, 0.07, 0.26, Back.LIFTED, 1)),
      new DrumSprite(),
      new DrumVoice()),
  /** A fire that flares up as loud as it is. */
  FIRE("fire_roaring", Movement.LOUDNESS, Movement.LOUDNESS, new FireSprite(), new FireVoice()),
  /** A frog that inflates its throat. */
  FROG(
      "frog_croaking",
      new Strike(0.05, 0.18, 0.2, Back.LIFTED, 0.5),
      new Stroke(0.14, 0.15, 0.08, new Strike(0.08, 0.18, 0.22, Back.LIFTED, 0.5)),
      new FrogSprite(),
      new FrogVoice()),
  /** A hammer that strikes an anvil. */
  HAMMER(
      "hammer_striking",
      new Strike(0.08, 0.09, 0.3, Back.LIFTED, 1),
      new Stroke(0.14, 0.25, 0.11, new Strike(0.11, 0.09, 0.32, Back.LIFTED, 1)),
      new AnvilSprite(),
      new AnvilVoice()),
  /** A monster that opens its mouth as wide as its growl is loud. */
  MONSTER(
      "monster_growling",
      Movement.LOUDNESS,
      Movement.LOUDNESS,
      new MonsterSprite(),
      new GrowlVoice()),
  /** A string that is plucked. */
  STRING(
      "string_plucking",
      new Strike(0.03, 0.05, 0.7, Back.DAMPED, 0.5),
      new Stroke(0.08, 0, 0.05, new Strike(0.05, 0.05, 0.7, Back.DAMPED, 0.5)),
      new StringSprite(),
      new StringVoice()),
  /** An axe that splits a log. */
  AXE(
      "axe_chopping",
      new Stroke(0.15, 0.22, 0.12, new Strike(0.12, 0.12, 0.34, Back.LIFTED, 1)),
      new AxeSprite(),
      new ChopVoice()),
  /** A dog that throws its head up. */
  DOG(
      "dog_barking",
      new Stroke(0.12, 0.2, 0.08, new Strike(0.08, 0.12, 0.26, Back.LIFTED, 0.55)),
      new DogSprite(),
      new BarkVoice()),
  /** A duck that stretches its neck. */
  DUCK(
      "duck_quacking",
      new Stroke(0.12, 0.18, 0.08, new Strike(0.08, 0.14, 0.24, Back.LIFTED, 0.55)),
      new DuckSprite(),
      new QuackVoice()),
  /** A woodpecker that knocks on a trunk. */
  WOODPECKER(
      "woodpecker_knocking",
      new Stroke(0.1, 0.2, 0.08, new Strike(0.08, 0.05, 0.24, Back.LIFTED, 1)),
      new WoodpeckerSprite(),
      new KnockVoice());

  private final String folder;
  private final Edition since;
  private final Movement first;
  private final Movement second;
  private final Sprite sprite;
  private final Voice voice;

  DrawnCategory(String folder, Movement first, Movement second, Sprite sprite, Voice voice) {
    this(folder, Edition.FIRST, first, second, sprite, voice);
  }

  DrawnCategory(String folder, Movement movement, Sprite sprite, Voice voice) {
    this(folder, Edition.SECOND, movement, movement, sprite, voice);
  }

  DrawnCategory(
      String folder, Edition since, Movement first, Movement second, Sprite sprite, Voice voice) {
    this.folder = folder;
    this.since = since;
    this.first = first;
    this.second = second;
    this.sprite = sprite;
    this.voice = voice;
  }

  /** Whether an edition knows it. */
  boolean isIn(Edition edition) {
    return since.compareTo(edition) <= 0;
  }

  /** Its name as a folder of a data set: words joined by underscores. */
  public String folder() {
    return folder;
  }

  /** The thing that moves, in a word: the first of its name. */
  public String thing() {
    return folder.substring(0, folder.indexOf('_'));
  }

  /** Its name as a text that a model is given. */
  public String text() {
    return folder.replace('_', ' ');
  }

  /**
   * How far a thing of this category is from its rest while a sound is heard; 1 at most, below 0
   * where it gathers itself or rebounds.
   */
  public double state(Edition edition, AudioTrack track, double time) {
    return (edition == Edition.FIRST ? first : second).at(track, time);
  }

  Sprite sprite() {
    return sprite;
  }

  Voice voice() {
    return voice;
  }
}
