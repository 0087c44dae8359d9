package io.asva.diffusion.scheduler;

import io.asva.core.tensor.FloatTensor;

/**
 * The steps of one clip, in order, with what they remember of each other.
 *
 * <p>Not safe for use by several threads at once.
 */
public interface DenoisingSteps {
  /** How many times the network is evaluated. */
  int count();

  /** The timestep at which evaluation {@code i} takes place. */
  int timestep(int i);

  /**
   * Goes one step.
   *
   * @param i the evaluation's number: 0, then 1, and so on, none left out
   * @param output what the network returned for {@code sample} at {@code timestep(i)}, guidance
   *     applied; kept until later steps no longer need it
   * @param sample the current sample, of the same shape
   * @return the sample for the next evaluation, or the result; a new tensor
   * @throws SchedulerException if steps come out of order or shapes differ
   */
  FloatTensor step(int i, FloatTensor output, FloatTensor sample);
}
