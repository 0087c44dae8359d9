package io.asva.training;

/**
 * When training does what besides updating, counted in updates.
 *
 * @param steps updates in all
 * @param logSteps updates whose average makes a line of {@code train.log}
 * @param checkpointingSteps updates between checkpoints
 * @param checkpointingMilestones a checkpoint whose number is a multiple of this is kept for ever;
 *     it is made if {@code checkpointingSteps} doesn't make it
 * @param evaluationSteps updates between evaluations; 0 for none
 */
public record Schedule(
    int steps,
    int logSteps,
    int checkpointingSteps,
    int checkpointingMilestones,
    int evaluationSteps) {
  /** Checks the ranges. */
  public Schedule {
    Ranges.positive("the number of steps", steps);
    Ranges.positive("log_steps", logSteps);
    Ranges.positive("checkpointing_steps", checkpointingSteps);
    Ranges.positive("checkpointing_milestones", checkpointingMilestones);
    Ranges.notNegative("test_steps", evaluationSteps);
  }

  /** Logs every 10 updates, keeps a checkpoint every 1000 and no milestone. */
  public static Schedule of(int steps) {
    return new Schedule(steps, 10, 1000, Integer.MAX_VALUE, 0);
  }

  /** The same with other checkpoints. */
  public Schedule withCheckpoints(int every, int milestones) {
    return new Schedule(steps, logSteps, every, milestones, evaluationSteps);
  }

  /** The same with another number of updates a line. */
  public Schedule withLogSteps(int every) {
    return new Schedule(steps, every, checkpointingSteps, checkpointingMilestones, evaluationSteps);
  }

  /** The same with evaluations. */
  public Schedule withEvaluations(int every) {
    return new Schedule(steps, logSteps, checkpointingSteps, checkpointingMilestones, every);
  }
}
