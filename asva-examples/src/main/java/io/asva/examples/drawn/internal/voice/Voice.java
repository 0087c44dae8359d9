package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.SoundEvent;
import io.asva.examples.drawn.Timbre;
import io.asva.examples.drawn.internal.Draws;

/** The sound of one category. Stateless, so safe for use by many threads. */
public interface Voice {
  /** How loud an event is, as it is heard, at a number of seconds after its onset; 0 to 1. */
  double loudness(SoundEvent event, double since);

  /**
   * Adds the sound of an event.
   *
   * @param out samples, full scale being of no concern
   * @param noise random numbers for this event
   */
  void add(Tape out, SoundEvent event, Timbre timbre, Draws noise);
}
