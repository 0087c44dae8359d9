package io.asva.diffusion.scheduler;

/**
 * A way from noise to a sample in few evaluations of a denoising network.
 *
 * <p>Implementations are immutable and safe for use by many threads: what changes during a clip is
 * in the {@link DenoisingSteps}.
 */
public interface Scheduler {
  /**
   * Begins a clip.
   *
   * @param steps how many steps the user wants; some schedulers evaluate the network more often
   *     (PNDM once more)
   * @throws SchedulerException if the number is less than 1, or more than the network was trained
   *     for
   */
  DenoisingSteps start(int steps);

  /**
   * Begins a clip, some of whose steps may draw noise. By default none does.
   *
   * @param steps as {@link #start(int)}
   * @param noise the draws; what {@link #start(int)} makes draws {@link StepNoise#ofSeed} of 0
   * @throws SchedulerException as {@link #start(int)}
   */
  default DenoisingSteps start(int steps, StepNoise noise) {
    return start(steps);
  }

  /** The factor of standard normal noise before the first step. */
  default float initNoiseSigma() {
    return 1;
  }
}
