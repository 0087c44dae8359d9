package io.asva.diffusion.scheduler;

import io.asva.core.tensor.FloatTensor;

/** Steps that are taken once each, from first to last. */
abstract class OrderedSteps implements DenoisingSteps {
  private final int[] timesteps;
  private int next;

  OrderedSteps(int[] timesteps) {
    this.timesteps = timesteps;
  }

  @Override
  public final int count() {
    return timesteps.length;
  }

  @Override
  public final int timestep(int i) {
    return timesteps[i];
  }

  @Override
  public FloatTensor step(int i, FloatTensor output, FloatTensor sample) {
    if (i != next || i >= timesteps.length) {
      throw new SchedulerException(
          "Step " + i + " was asked for where step " + next + " of " + count() + " follows.");
    }
    if (!output.shape().equals(sample.shape())) {
      throw new SchedulerException(
          "The network's output is " + output.shape() + ", the sample " + sample.shape() + ".");
    }
    next++;
    return new FloatTensor(sample.shape(), advance(i, output.values(), sample.values()));
  }

  /** The next sample, in a new array. */
  abstract float[] advance(int i, float[] output, float[] sample);
}
