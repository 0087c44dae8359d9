package io.asva.examples.training.plan;

import io.asva.training.AdamWOptions;
import io.asva.training.LearningRate;
import io.asva.training.Optimization;
import io.asva.training.Schedule;

/**
 * How one network is trained: AdamW with a short warm-up and half a cosine down to 0, and an
 * average of the weights, which is what is kept.
 *
 * @param steps updates
 * @param batch examples of an update
 * @param learningRate the highest
 */
public record StagePlan(int steps, int batch, double learningRate) {
  private static final int EVALUATIONS = 8;
  private static final int CHECKPOINT_STEPS = 250;
  private static final int WARMUP_SHARE = 50;
  private static final double AVERAGE = 0.999;
  private static final int LOG_STEPS = 10;

  /** The optimiser, with its learning rate over time and the average of the weights. */
  public Optimization optimization() {
    return Optimization.DEFAULT
        .with(AdamWOptions.DEFAULT.withLearningRate(learningRate))
        .with(LearningRate.cosine(warmup(), steps))
        .withAverage(AVERAGE);
  }

  int warmup() {
    return Math.max(1, steps / WARMUP_SHARE);
  }

  /** When there is a line in the log, a checkpoint and an evaluation. */
  public Schedule schedule() {
    return Schedule.of(steps)
        .withLogSteps(LOG_STEPS)
        .withCheckpoints(Math.min(CHECKPOINT_STEPS, steps), Integer.MAX_VALUE)
        .withEvaluations(Math.max(1, steps / EVALUATIONS));
  }
}
