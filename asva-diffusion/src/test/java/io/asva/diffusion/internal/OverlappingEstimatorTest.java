package io.asva.diffusion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.Windows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The mean of windows' estimates, beside one that is computed frame by frame. */
class OverlappingEstimatorTest {
  private static final int WINDOW = 5;
  private static final int SIZE = 2 * 3 * 4;

  /** A window whose estimate is a multiple of what it is given. */
  private record Multiple(float factor, List<Integer> released) implements NoiseEstimator {
    @Override
    public int branches() {
      return 1;
    }

    @Override
    public int windows() {
      return 1;
    }

    @Override
    public double outerShare() {
      return 0.25;
    }

    @Override
    public FloatTensor estimate(
        FloatTensor sample, int timestep, EvaluationPlan.Step step, Cancellation cancellation) {
      assertThat(sample.shape().dims()).containsExactly(1, WINDOW - 1, 2, 3, 4);
      return sample.times(factor);
    }

    @Override
    public void release() {
      released.add((int) factor);
    }
  }

  private static FloatTensor sample(int frames) {
    float[] values = new float[(frames - 1) * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i * 0.7) + i;
    }
    return FloatTensor.of(values, 1, frames - 1, 2, 3, 4);
  }

  private static FloatTensor estimate(WindowPlan plan, List<Integer> released, boolean releases) {
    List<Multiple> windows = new ArrayList<>();
    for (int i = 0; i < plan.count(); i++) {
      windows.add(new Multiple(i + 1, released));
    }
    OverlappingEstimator estimator = new OverlappingEstimator(windows, plan, releases);
    assertThat(estimator.windows()).isEqualTo(plan.count());
    assertThat(estimator.outerShare()).isEqualTo(0.25);
    return estimator.estimate(
        sample(plan.frames()),
        7,
        new EvaluationPlan.Step(List.of(), EvaluationPlan.Joining.NONE),
        new Cancellation());
  }

  @Test
  void eachFrameIsTheMeanOfItsWindowsWeightedByTheDistanceFromTheirEnds() {
    for (int frames = WINDOW; frames < 30; frames++) {
      WindowPlan plan = new WindowPlan(frames, WINDOW, Windows.OVERLAP.starts(frames, WINDOW));
      float[] found = estimate(plan, new ArrayList<>(), false).values();
      float[] given = sample(frames).values();
      for (int frame = 1; frame < frames; frame++) {
        double sum = 0;
        double weights = 0;
        for (int w = 0; w < plan.count(); w++) {
          int slot = frame - plan.starts().get(w);
          if (slot >= 1 && slot < WINDOW) {
            double weight = Math.min(slot, WINDOW - slot);
            sum += weight * (w + 1);
            weights += weight;
          }
        }
        for (int i = (frame - 1) * SIZE; i < frame * SIZE; i++) {
          assertThat(found[i]).isCloseTo((float) (given[i] * sum / weights), within(given[i]));
        }
      }
    }
  }

  private static org.assertj.core.data.Offset<Float> within(float value) {
    return org.assertj.core.data.Offset.offset(1e-5f + 1e-5f * Math.abs(value));
  }

  @Test
  void windowsThatAgreeKeepTheirEstimate() {
    WindowPlan plan = new WindowPlan(11, WINDOW, Windows.OVERLAP.starts(11, WINDOW));
    List<Multiple> windows = new ArrayList<>();
    plan.starts().forEach(start -> windows.add(new Multiple(1, new ArrayList<>())));
    FloatTensor found =
        new OverlappingEstimator(windows, plan, false)
            .estimate(
                sample(11),
                0,
                new EvaluationPlan.Step(List.of(), EvaluationPlan.Joining.NONE),
                new Cancellation());
    float[] given = sample(11).values();
    for (int i = 0; i < given.length; i++) {
      assertThat(found.values()[i]).isCloseTo(given[i], within(given[i]));
    }
  }

  @Test
  void aWindowIsReleasedBeforeTheNextWhereThatIsWanted() {
    WindowPlan plan = new WindowPlan(11, WINDOW, Windows.OVERLAP.starts(11, WINDOW));
    List<Integer> released = new ArrayList<>();
    estimate(plan, released, false);
    assertThat(released).isEmpty();
    estimate(plan, released, true);
    assertThat(released).hasSize(plan.count()).isSorted();
  }
}
