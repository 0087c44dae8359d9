package io.asva.training;

import io.asva.training.torchscript.Precision;
import java.util.OptionalDouble;

/**
 * How the weights are updated.
 *
 * @param adamW the optimiser's constants
 * @param learningRate how the rate goes over the updates
 * @param maxGradientNorm to which an update's gradients are clipped; infinity for no clipping
 * @param accumulation batches whose gradients are averaged for an update
 * @param averageDecay decay of the average of the weights over time (EMA), if it is wanted: a
 *     checkpoint's networks then hold the average. It begins low, min(decay, (1 + n) / (10 + n))
 *     after n + 1 updates, as in diffusers' {@code EMAModel}
 * @param precision in which the task's networks compute, which the task has to see to. For {@link
 *     Precision#FLOAT16} the loss is scaled as {@code torch.amp.GradScaler} does, and an update
 *     whose gradients aren't finite is skipped: it counts, but changes no weight
 */
public record Optimization(
    AdamWOptions adamW,
    LearningRate learningRate,
    double maxGradientNorm,
    int accumulation,
    OptionalDouble averageDecay,
    Precision precision) {
  /**
   * AVSyncD's, but in single precision: AdamW at a constant rate, gradients clipped to 1, no
   * accumulation, no average.
   */
  public static final Optimization DEFAULT =
      new Optimization(
          AdamWOptions.DEFAULT,
          LearningRate.constant(),
          1,
          1,
          OptionalDouble.empty(),
          Precision.SINGLE);

  /** Checks the ranges. */
  public Optimization {
    if (!(maxGradientNorm > 0)) {
      throw new IllegalArgumentException(
          "max_grad_norm must be more than 0, not " + maxGradientNorm);
    }
    Ranges.positive("gradient_accumulation_steps", accumulation);
    averageDecay.ifPresent(
        decay -> {
          if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException(
                "the average's decay must be in [0, 1), not " + decay);
          }
        });
  }

  /** The same with other constants of the optimiser. */
  public Optimization with(AdamWOptions constants) {
    return new Optimization(
        constants, learningRate, maxGradientNorm, accumulation, averageDecay, precision);
  }

  /** The same with another course of the learning rate. */
  public Optimization with(LearningRate course) {
    return new Optimization(adamW, course, maxGradientNorm, accumulation, averageDecay, precision);
  }

  /** The same with another limit of the gradients' norm. */
  public Optimization withMaxGradientNorm(double limit) {
    return new Optimization(adamW, learningRate, limit, accumulation, averageDecay, precision);
  }

  /** The same with another number of batches an update. */
  public Optimization withAccumulation(int batches) {
    return new Optimization(adamW, learningRate, maxGradientNorm, batches, averageDecay, precision);
  }

  /** The same with an average of the weights over time. */
  public Optimization withAverage(double decay) {
    return new Optimization(
        adamW, learningRate, maxGradientNorm, accumulation, OptionalDouble.of(decay), precision);
  }

  /** The same for networks that compute in another precision. */
  public Optimization withPrecision(Precision choice) {
    return new Optimization(
        adamW, learningRate, maxGradientNorm, accumulation, averageDecay, choice);
  }
}
