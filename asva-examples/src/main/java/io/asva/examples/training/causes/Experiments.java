package io.asva.examples.training.causes;

import io.asva.core.Cancellation;
import io.asva.core.runtime.Device;
import io.asva.examples.drawn.Edition;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Experiments on finished models.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class Experiments {
  private final Subject subject;

  private Experiments(Subject subject) {
    this.subject = subject;
  }

  /**
   * Experiments with random scenes of one thing each.
   *
   * @param models the folder of the demo's models
   * @param edition how its images are drawn
   * @param seed of the scenes; choose one that is far from training's
   * @param clips how many scenes, the categories taking turns
   */
  public static Experiments of(
      Path models,
      Edition edition,
      long seed,
      int clips,
      Device device,
      Cancellation cancellation) {
    return new Experiments(Subject.of(models, edition, seed, clips, device, cancellation));
  }

  /**
   * Looks for what one part of the chain costs.
   *
   * @param found is told of each finding as it is made
   * @throws io.asva.core.CancelledException if it was cancelled
   */
  public void run(Cause cause, Consumer<Finding> found) {
    switch (cause) {
      case CODING -> Coding.run(subject, found);
      case EXPOSURE -> Shifts.run(subject, found);
      case HEARING -> Hearing.run(subject, found);
      case DENOISING -> Denoising.run(subject, found);
      case SAMPLING -> Sampling.run(subject, found);
    }
  }
}
