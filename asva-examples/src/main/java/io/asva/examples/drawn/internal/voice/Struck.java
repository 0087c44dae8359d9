package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.SoundEvent;

/** What strokes have in common: they are loud at once and die away. */
abstract class Struck implements Voice {
  private final double decay;

  /**
   * A stroke that is heard to die away.
   *
   * @param decay nepers a second
   */
  Struck(double decay) {
    this.decay = decay;
  }

  @Override
  public final double loudness(SoundEvent event, double since) {
    return since < 0 ? 0 : event.strength() * StrictMath.exp(-decay * since);
  }
}
