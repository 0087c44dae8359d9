package io.asva.examples.drawn;

import io.asva.examples.drawn.internal.Movement;
import io.asva.examples.drawn.internal.Strike;
import io.asva.examples.drawn.internal.Strike.Back;
import io.asva.examples.drawn.internal.sprite.AnvilSprite;
import io.asva.examples.drawn.internal.sprite.BallSprite;
import io.asva.examples.drawn.internal.sprite.BellSprite;
import io.asva.examples.drawn.internal.sprite.DrumSprite;
import io.asva.examples.drawn.internal.sprite.FireSprite;
import io.asva.examples.drawn.internal.sprite.FrogSprite;
import io.asva.examples.drawn.internal.sprite.MonsterSprite;
import io.asva.examples.drawn.internal.sprite.Sprite;
import io.asva.examples.drawn.internal.sprite.StringSprite;
import io.asva.examples.drawn.internal.voice.AnvilVoice;
import io.asva.examples.drawn.internal.voice.BallVoice;
import io.asva.examples.drawn.internal.voice.BellVoice;
import io.asva.examples.drawn.internal.voice.DrumVoice;
import io.asva.examples.drawn.internal.voice.FireVoice;
import io.asva.examples.drawn.internal.voice.FrogVoice;
import io.asva.examples.drawn.internal.voice.GrowlVoice;
import io.asva.examples.drawn.internal.voice.StringVoice;
import io.asva.examples.drawn.internal.voice.Voice;

/** A kind of thing that moves because it sounds. */
@SuppressWarnings("ImmutableEnumChecker") // the fields' types are stateless
public enum DrawnCategory {
  /** A rubber ball that is dribbled: it is on the ground when it sounds. */
  BALL(
      "ball_bouncing",
      new Strike(0.12, 0.06, 0.38, Back.THROWN, 1),
      new BallSprite(),
      new BallVoice()),
  /** A bell that swings to the side and back. */
  BELL(
      "bell_ringing",
      new Strike(0.09, 0, 1.3, Back.SWINGING, 0.5),
      new BellSprite(),
      new BellVoice()),
  /** A drum under a stick. */
  DRUM(
      "drum_beating",
      new Strike(0.07, 0.07, 0.26, Back.LIFTED, 1),
      new DrumSprite(),
      new DrumVoice()),
  /** A fire that flares up as loud as it is. */
  FIRE("fire_roaring", Movement.LOUDNESS, new FireSprite(), new FireVoice()),
  /** A frog that inflates its throat. */
  FROG(
      "frog_croaking",
      new Strike(0.05, 0.18, 0.2, Back.LIFTED, 0.5),
      new FrogSprite(),
      new FrogVoice()),
  /** A hammer that strikes an anvil. */
  HAMMER(
      "hammer_striking",
      new Strike(0.08, 0.09, 0.3, Back.LIFTED, 1),
      new AnvilSprite(),
      new AnvilVoice()),
  /** A monster that opens its mouth as wide as its growl is loud. */
  MONSTER("monster_growling", Movement.LOUDNESS, new MonsterSprite(), new GrowlVoice()),
  /** A string that is plucked. */
  STRING(
      "string_plucking",
      new Strike(0.03, 0.05, 0.7, Back.DAMPED, 0.5),
      new StringSprite(),
      new StringVoice());

  private final String folder;
  private final Movement movement;
  private final Sprite sprite;
  private final Voice voice;

  DrawnCategory(String folder, Movement movement, Sprite sprite, Voice voice) {
    this.folder = folder;
    this.movement = movement;
    this.sprite = sprite;
    this.voice = voice;
  }

  /** Its name as a folder of a data set: words joined by underscores. */
  public String folder() {
    return folder;
  }

  /** Its name as a text that a model is given. */
  public String text() {
    return folder.replace('_', ' ');
  }

  /** How far a thing of this category is from its rest while a sound is heard; 1 at most. */
  public double state(SoundTrack track, double time) {
    return movement.at(track, time);
  }

  Sprite sprite() {
    return sprite;
  }

  Voice voice() {
    return voice;
  }
}
