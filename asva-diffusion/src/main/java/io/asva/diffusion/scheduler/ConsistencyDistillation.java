package io.asva.diffusion.scheduler;

import java.util.Objects;

/**
 * The steps by which a consistency model is distilled (Luo et al., 2023): the timesteps that its
 * teacher goes over, its step from one to the next, and the function that is to be the same at
 * both. The timesteps and that function are those which {@link Schedulers#lcm} samples with.
 *
 * <p>The step and the function are weighted sums of a sample and of the network's output for it.
 * Predicted samples are not clamped.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class ConsistencyDistillation {
  // A sum that is computed of these two is the factor of the sample, and that of the output.
  private static final float[] SAMPLE = {1, 0};
  private static final float[] OUTPUT = {0, 1};

  private final SchedulerConfig config;
  private final float[] alphas;
  private final int[] timesteps;
  private final LcmScheduler sampler;

  private ConsistencyDistillation(SchedulerConfig config) {
    this.config = config;
    this.alphas = NoiseSchedule.alphasCumprod(config);
    this.timesteps = Timesteps.distilled(config.originalInferenceSteps(), config);
    this.sampler = new LcmScheduler(config);
    RenoisedSteps.requireSignal(timesteps, config, alphas);
  }

  /**
   * The steps of a scheduler's configuration: its noise and prediction, {@link
   * SchedulerConfig#originalInferenceSteps} and {@link SchedulerConfig#timestepScaling}.
   *
   * @throws SchedulerException if it clamps samples, or noise alone would have to be denoised
   */
  public static ConsistencyDistillation of(SchedulerConfig config) {
    Objects.requireNonNull(config, "config");
    if (config.clipSample(false)) {
      throw new SchedulerException(
          "Distillation doesn't clamp samples; set the scheduler's `clip_sample` to false.");
    }
    return new ConsistencyDistillation(config);
  }

  /** How many steps the teacher takes from noise to a sample. */
  public int count() {
    return timesteps.length;
  }

  /**
   * The timestep that a step begins at.
   *
   * @param step from 0, the one that begins with the most noise
   */
  public int from(int step) {
    return timesteps[step];
  }

  /** The timestep that a step leads to: where the next one begins, 0 after the last. */
  public int to(int step) {
    return step + 1 < timesteps.length ? timesteps[step + 1] : 0;
  }

  /**
   * The teacher's steps, which are DDIM's: factors of samples and of outputs.
   *
   * @param steps one for each of the batch
   */
  public Mixing solver(int[] steps) {
    Objects.requireNonNull(steps, "steps");
    return Mixing.of(
        steps.length,
        i ->
            Prediction.along(
                config.predictionType(),
                alphas[from(steps[i])],
                alphas[to(steps[i])],
                OUTPUT,
                SAMPLE));
  }

  /**
   * The consistency function: factors of samples and of outputs. At timestep 0 it is the sample.
   *
   * @param at one timestep for each of the batch
   */
  public Mixing function(long[] at) {
    Objects.requireNonNull(at, "at");
    return Mixing.of(at.length, i -> sampler.denoised((int) at[i], OUTPUT, SAMPLE));
  }
}
