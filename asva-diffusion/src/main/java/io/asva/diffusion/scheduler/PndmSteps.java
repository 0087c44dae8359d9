package io.asva.diffusion.scheduler;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PNDM's steps: Runge-Kutta ones first, if any, then linear multistep ones. */
final class PndmSteps extends OrderedSteps {
  // Adams-Bashforth, newest output first.
  private static final float[][] WEIGHTS = {
    {1},
    {3 / 2f, -1 / 2f},
    {23 / 12f, -16 / 12f, 5 / 12f},
    {55 / 24f, -59 / 24f, 37 / 24f, -9 / 24f}
  };
  private static final float[] RUNGE_KUTTA = {1 / 6f, 1 / 3f, 1 / 3f, 1 / 6f};

  private final PndmScheduler scheduler;
  private final int ratio;
  private final int[] prk;
  private final Restart restart;
  private final List<float[]> outputs = new ArrayList<>(); // newest first
  private float @Nullable [] saved;
  private float[] weighted = new float[0];

  /** From which sample the first multistep step is taken the second time. */
  enum Restart {
    /** From where it was taken the first time, as diffusers means it. */
    SAVED,
    /** From where the first time led to. */
    CURRENT
  }

  PndmSteps(PndmScheduler scheduler, int ratio, int[] timesteps, int[] prk, Restart restart) {
    super(timesteps);
    this.scheduler = scheduler;
    this.ratio = ratio;
    this.prk = prk;
    this.restart = restart;
  }

  @Override
  float[] advance(int i, float[] output, float[] sample) {
    return i < prk.length ? rungeKutta(i, output, sample) : multistep(i, output, sample);
  }

  private float[] rungeKutta(int i, float[] output, float[] sample) {
    if (i % 4 == 0) {
      remember(output);
      saved = sample;
      weighted = new float[output.length];
    }
    LinearCombination.add(weighted, RUNGE_KUTTA[i % 4], output);
    int previous = timestep(i) - (i % 2 == 1 ? 0 : ratio / 2);
    float[] from = saved == null ? sample : saved;
    return scheduler.previous(from, prk[i / 4 * 4], previous, i % 4 == 3 ? weighted : output);
  }

  private float[] multistep(int i, float[] output, float[] sample) {
    int t = timestep(i);
    if (i == 1) { // the first step again, along the mean of both its ends
      float[] mean = LinearCombination.of(0.5f, output, 0.5f, outputs.get(0));
      float[] from = saved == null || restart == Restart.CURRENT ? sample : saved;
      saved = null;
      return scheduler.previous(from, t + ratio, t, mean);
    }
    remember(output);
    if (i == 0) {
      saved = sample;
    }
    float[] weights = WEIGHTS[outputs.size() - 1];
    float[] direction =
        weights.length == 1
            ? output
            : LinearCombination.of(weights, outputs.toArray(new float[0][]));
    return scheduler.previous(sample, t, t - ratio, direction);
  }

  private void remember(float[] output) {
    outputs.add(0, output);
    if (outputs.size() > WEIGHTS.length) {
      outputs.remove(WEIGHTS.length);
    }
  }
}
