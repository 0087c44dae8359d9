package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.SoundEvent;

/** The sound of a stroke: loud at once, then it dies away. */
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
