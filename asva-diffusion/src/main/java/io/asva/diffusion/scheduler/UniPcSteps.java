package io.asva.diffusion.scheduler;

import org.jspecify.annotations.Nullable;

/** UniPC's steps: each first corrects the sample that the one before predicted. */
final class UniPcSteps extends OrderedSteps {
  private final SchedulerConfig config;
  private final SigmaSchedule schedule;
  private final UniPcWeights weights;
  private final float[][] predictions; // newest first
  private float @Nullable [] lastSample;
  private int lastOrder;

  UniPcSteps(SchedulerConfig config, SigmaSchedule schedule) {
    super(schedule.timesteps());
    this.config = config;
    this.schedule = schedule;
    this.weights =
        new UniPcWeights(schedule, config.predictX0(), config.solverType() == SolverType.BH1);
    this.predictions = new float[config.solverOrder()][];
  }

  @Override
  float[] advance(int i, float[] output, float[] sample) {
    float alpha = schedule.alpha(i);
    float sigma = schedule.sigma(i);
    PredictionType type = config.predictionType();
    float[] prediction =
        config.predictX0()
            ? Prediction.sample(type, alpha, sigma, output, sample)
            : Prediction.noise(type, alpha, sigma, output, sample);
    float[] current = sample;
    if (lastSample != null && !config.disableCorrector().contains(i - 1)) {
      UniPcWeights.Step step = weights.corrector(i, lastOrder);
      current = combine(step, lastSample);
      LinearCombination.add(current, step.corrected(), prediction);
    }
    System.arraycopy(predictions, 0, predictions, 1, predictions.length - 1);
    predictions[0] = prediction;
    int highest =
        config.lowerOrderFinal()
            ? Math.min(config.solverOrder(), count() - i)
            : config.solverOrder();
    lastOrder = Math.min(highest, i + 1);
    lastSample = current;
    return combine(weights.predictor(i, lastOrder), current);
  }

  private float[] combine(UniPcWeights.Step step, float[] sample) {
    float[] result = new float[sample.length];
    LinearCombination.add(result, step.sample(), sample);
    for (int k = 0; k < step.predictions().length; k++) {
      LinearCombination.add(result, step.predictions()[k], predictions[k]);
    }
    return result;
  }
}
