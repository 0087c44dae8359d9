package io.asva.diffusion.scheduler;

import java.util.Arrays;

/** The factors of UniPC's predictor and corrector, in the form that the paper calls B(h). */
final class UniPcWeights {
  private final SigmaSchedule schedule;
  private final boolean predictSample;
  private final boolean bh1;

  UniPcWeights(SigmaSchedule schedule, boolean predictSample, boolean bh1) {
    this.schedule = schedule;
    this.predictSample = predictSample;
    this.bh1 = bh1;
  }

  /**
   * One step as a sum.
   *
   * @param sample the factor of the sample where it starts
   * @param predictions the factors of the predictions up to there, newest first
   * @param corrected the factor of the prediction at its end, for a corrector
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Step(float sample, float[] predictions, float corrected) {}

  /** From step i to step i + 1. */
  Step predictor(int i, int order) {
    Exponentials e = new Exponentials(i, i + 1);
    float[] ratios = ratios(i, order, e.h);
    float[] rhos = new float[0];
    if (order == 2) {
      rhos = new float[] {0.5f}; // the paper's simplification
    } else if (order > 2) {
      rhos = SmallSystem.solve(powers(ratios, order - 1), e.moments(order - 1));
    }
    return e.step(ratios, rhos, 0);
  }

  /** From step i - 1 to step i once more, the prediction at step i being known. */
  Step corrector(int i, int order) {
    Exponentials e = new Exponentials(i - 1, i);
    float[] ratios = ratios(i - 1, order, e.h);
    float[] rhos = {0.5f};
    if (order > 1) {
      rhos = SmallSystem.solve(powers(ratios, order), e.moments(order));
    }
    return e.step(ratios, Arrays.copyOf(rhos, order - 1), rhos[order - 1]);
  }

  /** Where the earlier predictions lie, in units of the step; 1 for its end. */
  private float[] ratios(int from, int order, float h) {
    float[] ratios = new float[order];
    for (int k = 1; k < order; k++) {
      ratios[k - 1] = (schedule.lambda(from - k) - schedule.lambda(from)) / h;
    }
    ratios[order - 1] = 1;
    return ratios;
  }

  private static float[][] powers(float[] ratios, int order) {
    float[][] rows = new float[order][order];
    Arrays.fill(rows[0], 1);
    for (int k = 1; k < order; k++) {
      for (int j = 0; j < order; j++) {
        rows[k][j] = k == 1 ? ratios[j] : (float) Math.pow(ratios[j], k);
      }
    }
    return rows;
  }

  private final class Exponentials {
    final float h;
    private final float signed;
    private final float first; // exp(h) - 1
    private final float b;
    private final float factor;
    private final float scale;

    Exponentials(int from, int to) {
      h = schedule.lambda(to) - schedule.lambda(from);
      signed = predictSample ? -h : h;
      first = (float) Math.expm1(signed);
      b = bh1 ? signed : first;
      factor =
          predictSample
              ? schedule.sigma(to) / schedule.sigma(from)
              : schedule.alpha(to) / schedule.alpha(from);
      scale = predictSample ? schedule.alpha(to) : schedule.sigma(to);
    }

    /** The right-hand side: k! phi_k(h) h / B(h), by the recurrence of phi. */
    float[] moments(int order) {
      float[] result = new float[order];
      float phi = first / signed - 1;
      int factorial = 1;
      for (int k = 1; k <= order; k++) {
        result[k - 1] = phi * factorial / b;
        factorial *= k + 1;
        phi = phi / signed - (float) (1.0 / factorial);
      }
      return result;
    }

    Step step(float[] ratios, float[] rhos, float corrected) {
      float[] predictions = new float[1 + rhos.length];
      // Without differences B(h) must not count: it is infinite when no noise is left.
      float weight = rhos.length == 0 && corrected == 0 ? 0 : scale * b;
      predictions[0] = -scale * first + weight * corrected;
      for (int k = 0; k < rhos.length; k++) {
        float c = weight * rhos[k] / ratios[k];
        predictions[0] += c;
        predictions[k + 1] = -c;
      }
      return new Step(factor, predictions, -weight * corrected);
    }
  }
}
