package io.asva.diffusion.scheduler;

import io.asva.core.tensor.FloatTensor;

/**
 * The noise that training adds to samples, as DDPM's: sqrt(a) x + sqrt(1 - a) noise, a being the
 * share of the signal's variance that is left at a timestep.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class TrainingNoise {
  private final float[] alphas;

  private TrainingNoise(float[] alphas) {
    this.alphas = alphas;
  }

  /** The noise of a configuration. */
  public static TrainingNoise of(SchedulerConfig config) {
    return new TrainingNoise(NoiseSchedule.alphasCumprod(config));
  }

  /** The share of the signal's variance at each timestep. */
  public FloatTensor alphasCumprod() {
    return FloatTensor.of(alphas.clone(), alphas.length);
  }

  /**
   * Adds noise to samples.
   *
   * @param samples (batch, ...)
   * @param noise standard normal, of the same shape
   * @param timesteps one for each of the batch
   * @return the noisy samples, of the same shape
   * @throws SchedulerException if shapes don't agree or a timestep isn't one of training
   */
  public FloatTensor add(FloatTensor samples, FloatTensor noise, long[] timesteps) {
    return mixed(samples, noise, timesteps, (signal, share) -> new float[] {signal, share});
  }

  /**
   * The velocity of noisy samples, sqrt(a) noise - sqrt(1 - a) x, which a network with {@code
   * v_prediction} estimates.
   *
   * @param samples (batch, ...), before noise is added
   * @param noise of the same shape
   * @param timesteps one for each of the batch
   * @return the velocities, of the same shape
   * @throws SchedulerException if shapes don't agree or a timestep isn't one of training
   */
  public FloatTensor velocity(FloatTensor samples, FloatTensor noise, long[] timesteps) {
    return mixed(samples, noise, timesteps, (signal, share) -> new float[] {-share, signal});
  }

  private interface Factors {
    float[] of(float signal, float share);
  }

  private FloatTensor mixed(
      FloatTensor samples, FloatTensor noise, long[] timesteps, Factors factors) {
    return Mixing.of(timesteps.length, i -> factors(timesteps[i], factors)).of(samples, noise);
  }

  private float[] factors(long timestep, Factors factors) {
    if (timestep < 0 || timestep >= alphas.length) {
      throw new SchedulerException(
          "Timesteps are 0.." + (alphas.length - 1) + "; found " + timestep + ".");
    }
    float a = alphas[(int) timestep];
    return factors.of((float) Math.sqrt(a), (float) Math.sqrt(1 - a));
  }
}
