package io.asva.diffusion.scheduler;

/** The steps of DPM-Solver: outputs are kept as predictions of the sample or of the noise. */
final class DpmSolverSteps extends OrderedSteps {
  private static final int FEW = 15; // below this number the last steps are of lower order

  private final SchedulerConfig config;
  private final SigmaSchedule schedule;
  private final boolean plus;
  private final float[][] predictions; // newest first

  DpmSolverSteps(SchedulerConfig config, SigmaSchedule schedule) {
    super(schedule.timesteps());
    this.config = config;
    this.schedule = schedule;
    this.plus = config.algorithmType() != SolverAlgorithm.DPM_SOLVER;
    this.predictions = new float[config.solverOrder()][];
  }

  @Override
  float[] advance(int i, float[] output, float[] sample) {
    float alpha = schedule.alpha(i);
    float sigma = schedule.sigma(i);
    PredictionType type = config.predictionType();
    System.arraycopy(predictions, 0, predictions, 1, predictions.length - 1);
    predictions[0] =
        plus
            ? Prediction.sample(type, alpha, sigma, output, sample)
            : Prediction.noise(type, alpha, sigma, output, sample);
    float[] weights = weights(i, order(i));
    float[] result = new float[sample.length];
    LinearCombination.add(result, factor(i), sample);
    for (int k = 0; k < weights.length; k++) {
      LinearCombination.add(result, weights[k], predictions[k]);
    }
    return result;
  }

  private int order(int i) {
    int left = count() - i;
    boolean lower = config.lowerOrderFinal() && count() < FEW;
    int highest = Math.min(config.solverOrder(), i + 1);
    if (left == 1
        && (lower || config.eulerAtFinal() || config.finalSigmasType() == FinalSigma.ZERO)) {
      return 1;
    }
    return left == 2 && lower ? Math.min(2, highest) : highest;
  }

  private float factor(int i) {
    return plus
        ? schedule.sigma(i + 1) / schedule.sigma(i)
        : schedule.alpha(i + 1) / schedule.alpha(i);
  }

  /** The factors of the predictions, newest first. */
  private float[] weights(int i, int order) {
    float lambda = schedule.lambda(i);
    float h = schedule.lambda(i + 1) - lambda;
    float scale = plus ? schedule.alpha(i + 1) : schedule.sigma(i + 1);
    float phi = (float) Math.exp(plus ? -h : h) - 1;
    float g = scale * phi;
    if (order == 1) {
      return new float[] {-g};
    }
    float r0 = (lambda - schedule.lambda(i - 1)) / h;
    float u = 1 / r0;
    // Whether the linear term has the sign of h or of -h.
    float sign = plus ? 1 : -1;
    float linear = sign * (scale * (phi / h + sign));
    if (order == 2) {
      float c = config.solverType() == SolverType.HEUN ? linear : -0.5f * g;
      return new float[] {-g + c * u, -c * u};
    }
    float r1 = (schedule.lambda(i - 1) - schedule.lambda(i - 2)) / h;
    float v = 1 / r1;
    float square = scale * ((phi + sign * h) / (h * h) - 0.5f);
    // D1 = (1 + p) a - p b and D2 = q a - q b, a and b being the first differences.
    float p = r0 / (r0 + r1);
    float q = 1 / (r0 + r1);
    float a = linear * (1 + p) - square * q;
    float b = -linear * p + square * q;
    return new float[] {-g + a * u, -a * u + b * v, -b * v};
  }
}
