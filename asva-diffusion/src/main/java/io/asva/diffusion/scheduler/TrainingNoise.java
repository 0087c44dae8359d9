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
    return mixed(samples, noise, timesteps, (signal, share, x, n) -> signal * x + share * n);
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
    return mixed(samples, noise, timesteps, (signal, share, x, n) -> signal * n - share * x);
  }

  private interface Mixture {
    float of(float signal, float share, float sample, float noise);
  }

  private FloatTensor mixed(
      FloatTensor samples, FloatTensor noise, long[] timesteps, Mixture mixture) {
    int batch = samples.shape().rank() == 0 ? 0 : samples.shape().dim(0);
    if (!samples.shape().equals(noise.shape()) || batch != timesteps.length) {
      throw new SchedulerException(
          "Samples of "
              + samples.shape()
              + " need noise of the same shape and as many timesteps; found noise of "
              + noise.shape()
              + " and "
              + timesteps.length
              + " timesteps.");
    }
    float[] out = new float[samples.values().length];
    int size = batch == 0 ? 0 : out.length / batch;
    for (int b = 0; b < batch; b++) {
      if (timesteps[b] < 0 || timesteps[b] >= alphas.length) {
        throw new SchedulerException(
            "Timesteps are 0.." + (alphas.length - 1) + "; found " + timesteps[b] + ".");
      }
      float a = alphas[(int) timesteps[b]];
      float signal = (float) Math.sqrt(a);
      float share = (float) Math.sqrt(1 - a);
      for (int i = b * size; i < (b + 1) * size; i++) {
        out[i] = mixture.of(signal, share, samples.values()[i], noise.values()[i]);
      }
    }
    return new FloatTensor(samples.shape(), out);
  }
}
