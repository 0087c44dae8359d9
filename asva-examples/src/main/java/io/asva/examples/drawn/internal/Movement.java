package io.asva.examples.drawn.internal;

import io.asva.examples.drawn.AudioTrack;

/** The movement of a thing while a sound is heard. Stateless. */
@FunctionalInterface
public interface Movement {
  /**
   * How far it is from its rest at a time in seconds; about 1 at most, below 0 when it rebounds.
   */
  double at(AudioTrack track, double time);

  /** Moves as loud as the sound is. */
  Movement LOUDNESS = AudioTrack::loudness;
}
