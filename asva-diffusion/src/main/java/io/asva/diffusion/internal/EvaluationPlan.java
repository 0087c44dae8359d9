package io.asva.diffusion.internal;

import io.asva.core.runtime.Scratch;
import io.asva.diffusion.Effort;
import io.asva.diffusion.Sampling;
import io.asva.unet.UnetPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which evaluations of the UNet each step of a clip takes. It follows from the numbers of steps and
 * branches alone, so it is made, and can be counted, before the first step.
 *
 * @param steps one entry a step
 */
record EvaluationPlan(List<Step> steps) {
  private static final int NEVER = -1;

  /** The way in which the estimates of a step's branches become one. */
  enum Joining {
    /** They are joined, and the difference that this makes is remembered. */
    ANEW,
    /** The conditional estimate alone, and the difference that was remembered. */
    REMEMBERED,
    /** The conditional estimate alone. */
    NONE
  }

  /**
   * One step.
   *
   * @param evaluations in the order of the branches; empty where the estimate is forecast
   * @param joining how they become one estimate
   */
  record Step(List<Evaluation> evaluations, Joining joining) {
    boolean isForecast() {
      return evaluations.isEmpty();
    }
  }

  /**
   * One evaluation.
   *
   * @param branch the number of the guidance's branch
   * @param pass what of the UNet runs
   */
  record Evaluation(int branch, UnetPass pass) {}

  /**
   * Plans a clip.
   *
   * @param count of steps
   * @param branches of the guidance, the last of which is the conditional one
   */
  static EvaluationPlan of(Sampling sampling, int count, int branches) {
    List<Step> steps = new ArrayList<>();
    int[] computed = new int[branches]; // when each branch's features were
    Arrays.fill(computed, NEVER);
    int joined = NEVER;
    for (int i = 0; i < count; i++) {
      if (sampling.forecast().skips(i)) {
        steps.add(new Step(List.of(), Joining.NONE));
        continue;
      }
      Joining joining = Joining.NONE;
      if (branches > 1 && sampling.guidance().covers(i, count)) {
        boolean due = joined == NEVER || i - joined >= sampling.guidance().every();
        joining = due ? Joining.ANEW : Joining.REMEMBERED;
        joined = due ? i : joined;
      }
      List<Evaluation> evaluations = new ArrayList<>();
      for (int b = joining == Joining.ANEW ? 0 : branches - 1; b < branches; b++) {
        boolean kept = computed[b] != NEVER && i - computed[b] < sampling.cache().every();
        computed[b] = kept ? computed[b] : i;
        evaluations.add(new Evaluation(b, kept ? UnetPass.OUTER : UnetPass.WHOLE));
      }
      steps.add(new Step(List.copyOf(evaluations), joining));
    }
    return releasing(steps);
  }

  /** The UNet's scratch memory is larger than that of the decoder, which comes next. */
  private static EvaluationPlan releasing(List<Step> steps) {
    List<Step> planned = new ArrayList<>(steps);
    Scratch outer = Scratch.RELEASE;
    Scratch inner = Scratch.RELEASE;
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      List<Evaluation> evaluations = new ArrayList<>();
      boolean whole = false;
      for (Evaluation e : step.evaluations()) {
        evaluations.add(new Evaluation(e.branch(), new UnetPass(e.pass().depth(), outer, inner)));
        whole |= e.pass().depth() == UnetPass.Depth.WHOLE;
      }
      planned.set(i, new Step(List.copyOf(evaluations), step.joining()));
      outer = evaluations.isEmpty() ? outer : Scratch.KEEP;
      inner = whole ? Scratch.KEEP : inner;
    }
    return new EvaluationPlan(List.copyOf(planned));
  }

  /**
   * Its cost.
   *
   * @param outerShare of the UNet's multiplications
   */
  Effort effort(double outerShare) {
    int all = 0;
    int whole = 0;
    for (Step step : steps) {
      for (Evaluation e : step.evaluations()) {
        all++;
        whole += e.pass().depth() == UnetPass.Depth.WHOLE ? 1 : 0;
      }
    }
    return new Effort(steps.size(), whole, all - whole, outerShare);
  }
}
