package io.asva.diffusion.internal;

import io.asva.core.tensor.FiniteCheck;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.scheduler.DenoisingSteps;
import io.asva.diffusion.scheduler.Scheduler;
import io.asva.diffusion.scheduler.SchedulerException;
import io.asva.diffusion.scheduler.StepNoise;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a scheduler that anyone may have written, checked for what the loop relies on: what
 * is wrong is told with the scheduler's name. For one clip.
 */
final class StartedScheduler {
  private final Scheduler scheduler;
  private final DenoisingSteps steps;
  private final int count;

  private StartedScheduler(Scheduler scheduler, DenoisingSteps steps, int count) {
    this.scheduler = scheduler;
    this.steps = steps;
    this.count = count;
  }

  /**
   * Begins a clip.
   *
   * @throws SchedulerException if the scheduler can't take so many steps, or gives none
   */
  static StartedScheduler of(Scheduler scheduler, int wanted, StepNoise noise) {
    DenoisingSteps steps = given(scheduler, scheduler.start(wanted, noise), "steps");
    int count = steps.count();
    if (count < 1) {
      throw wrong(scheduler, "makes " + count + " evaluations of " + wanted + " steps");
    }
    for (int i = 0; i < count; i++) {
      if (steps.timestep(i) < 0) {
        throw wrong(scheduler, "has " + steps.timestep(i) + " for the timestep of evaluation " + i);
      }
    }
    return new StartedScheduler(scheduler, steps, count);
  }

  /** How many times the network is evaluated. */
  int count() {
    return count;
  }

  /** The factor of the noise before the first step. */
  float initNoiseSigma() {
    float sigma = scheduler.initNoiseSigma();
    if (!Float.isFinite(sigma)) {
      throw wrong(scheduler, "has " + sigma + " for initNoiseSigma");
    }
    return sigma;
  }

  /** The timestep of an evaluation. */
  int timestep(int i) {
    return steps.timestep(i);
  }

  /**
   * Goes one step.
   *
   * @throws SchedulerException if what it gives has another shape than the sample
   * @throws io.asva.core.tensor.NonFiniteException if it isn't finite
   */
  FloatTensor step(int i, FloatTensor output, FloatTensor sample) {
    FloatTensor next = given(scheduler, steps.step(i, output, sample), "sample of step " + i);
    if (!next.shape().equals(sample.shape())) {
      throw wrong(
          scheduler,
          "makes a sample of " + next.shape() + " of one of " + sample.shape() + " in step " + i);
    }
    return FiniteCheck.require(
        "The sample",
        next,
        () -> "What the scheduler " + name(scheduler) + " made it of was finite.");
  }

  /** Refuses a missing result: users' implementations may return null, whatever their type says. */
  private static <T> T given(Scheduler scheduler, @Nullable T value, String what) {
    if (value == null) {
      throw wrong(scheduler, "gives null for its " + what);
    }
    return value;
  }

  private static SchedulerException wrong(Scheduler scheduler, String what) {
    return new SchedulerException("The scheduler " + name(scheduler) + " " + what + ".");
  }

  private static String name(Scheduler scheduler) {
    return scheduler.getClass().getName();
  }
}
