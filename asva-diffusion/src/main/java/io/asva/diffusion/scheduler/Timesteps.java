package io.asva.diffusion.scheduler;

/** The training timesteps that are used, rounded as NumPy rounds them. */
final class Timesteps {
  private Timesteps() {}

  /** Rejects numbers of steps that no spacing can make. */
  static void check(int steps, SchedulerConfig config) {
    if (steps < 1 || steps > config.numTrainTimesteps()) {
      throw new SchedulerException(
          "The number of steps must be in 1.."
              + config.numTrainTimesteps()
              + ", not "
              + steps
              + ".");
    }
  }

  /** As PNDM and DDIM have them, rising. */
  static int[] rising(int steps, SchedulerConfig config) {
    check(steps, config);
    int train = config.numTrainTimesteps();
    return within(
        train,
        switch (config.timestepSpacing(TimestepSpacing.LEADING)) {
          case LINSPACE -> linspace(train - 1, steps);
          case LEADING -> leading(train / steps, steps, config.stepsOffset());
          case TRAILING -> reversed(trailing(train, train, steps));
        });
  }

  /**
   * As the multistep solvers have them, falling: one more is spread out, and the lowest left out.
   *
   * @param last how many of the training steps are used
   */
  static int[] falling(int steps, int last, SchedulerConfig config) {
    check(steps, config);
    int train = config.numTrainTimesteps();
    return switch (config.timestepSpacing(TimestepSpacing.LINSPACE)) {
      case LINSPACE -> withoutLast(reversed(linspace(last - 1, steps + 1)));
      case LEADING -> {
        int ratio = last / (steps + 1);
        if (ratio < 1) {
          throw new SchedulerException(
              steps + " steps of spacing `leading` need more than " + last + " timesteps.");
        }
        int[] rising = leading(ratio, steps + 1, config.stepsOffset());
        yield withoutLast(reversed(rising));
      }
      case TRAILING -> trailing(last, train, steps);
    };
  }

  /**
   * As LCM and TCD have them, falling: some of those that the teacher stepped over, which lie
   * evenly and end with the last one, or before it where they don't divide the training's.
   */
  static int[] distilled(int steps, SchedulerConfig config) {
    check(steps, config);
    int original = config.originalInferenceSteps();
    if (steps > original) {
      throw new SchedulerException(
          "The number of steps must be in 1.."
              + original
              + ", the scheduler's `original_inference_steps`, not "
              + steps
              + ".");
    }
    int ratio = config.numTrainTimesteps() / original;
    double stride = original / (double) steps;
    int[] result = new int[steps];
    for (int i = 0; i < steps; i++) {
      result[i] = (original - (int) Math.floor(i * stride)) * ratio - 1;
    }
    return result;
  }

  /** n numbers from 0 to last. */
  private static int[] linspace(int last, int n) {
    int[] result = new int[n];
    double step = n == 1 ? 0 : last / (double) (n - 1);
    for (int i = 0; i < n; i++) {
      result[i] = (int) Math.rint(i == n - 1 && n > 1 ? last : i * step);
    }
    return result;
  }

  private static int[] leading(int ratio, int n, int offset) {
    int[] result = new int[n];
    for (int i = 0; i < n; i++) {
      result[i] = i * ratio + offset;
    }
    return result;
  }

  private static int[] trailing(int last, int train, int steps) {
    double ratio = train / (double) steps;
    int n = (int) Math.ceil(-last / -ratio);
    double delta = last - ratio - last; // NumPy's arange rounds its step like this
    int[] result = new int[n];
    for (int i = 0; i < n; i++) {
      result[i] = (int) Math.rint(last + i * delta) - 1;
    }
    return result;
  }

  private static int[] reversed(int[] values) {
    int[] result = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[values.length - 1 - i];
    }
    return result;
  }

  private static int[] withoutLast(int[] values) {
    return java.util.Arrays.copyOf(values, values.length - 1);
  }

  private static int[] within(int train, int[] timesteps) {
    for (int timestep : timesteps) {
      if (timestep < 0 || timestep >= train) {
        throw new SchedulerException(
            "With these options and "
                + timesteps.length
                + " steps a timestep would be "
                + timestep
                + ", of "
                + train
                + " that were trained. Take fewer steps or a smaller `steps_offset`.");
      }
    }
    return timesteps;
  }
}
