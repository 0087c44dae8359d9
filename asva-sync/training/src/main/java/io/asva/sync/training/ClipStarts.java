package io.asva.sync.training;

import io.asva.core.random.CounterRandom;

/** Where the clips of a video begin. */
public enum ClipStarts {
  /** One after another at the gap, from a time chosen by chance. */
  RANDOM_COMPACT {
    @Override
    double[] starts(double last, int clips, double gap, CounterRandom random) {
      return compact((last - (clips - 1) * gap) * random.nextDouble(), clips, gap);
    }
  },
  /** One after another at the gap, in the middle. */
  CENTER_COMPACT {
    @Override
    double[] starts(double last, int clips, double gap, CounterRandom random) {
      return compact((last - (clips - 1) * gap) / 2, clips, gap);
    }
  },
  /** Draws starts that are at least the gap apart. */
  RANDOM {
    @Override
    double[] starts(double last, int clips, double gap, CounterRandom random) {
      double[] starts = new double[clips];
      double from = 0;
      for (int i = 0; i < clips; i++) {
        double to = last - (clips - 1 - i) * gap;
        starts[i] = from + (to - from) * random.nextDouble();
        from = starts[i] + gap;
      }
      return starts;
    }
  },
  /** Evenly from the video's begin to its end. */
  UNIFORM {
    @Override
    double[] starts(double last, int clips, double gap, CounterRandom random) {
      double[] starts = new double[clips];
      for (int i = 1; i < clips; i++) {
        starts[i] = i == clips - 1 ? last : i * (last / (clips - 1));
      }
      return starts;
    }
  };

  /**
   * Seconds at which clips begin, rising.
   *
   * @param last the last time at which a clip may begin, at least (clips - 1) x gap
   */
  abstract double[] starts(double last, int clips, double gap, CounterRandom random);

  private static double[] compact(double first, int clips, double gap) {
    double[] starts = new double[clips];
    for (int i = 0; i < clips; i++) {
      starts[i] = i * gap + first;
    }
    return starts;
  }
}
