package io.asva.training.internal;

import io.asva.training.Batch;
import io.asva.training.DivergedException;
import io.asva.training.Losses;
import io.asva.training.Optimization;
import io.asva.training.StepContext;
import io.asva.training.TrainingTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One update of the weights: some batches forward and backward, clipping, AdamW, the average. Where
 * the loss is scaled, gradients that aren't finite say that the scale was too large; else they are
 * an error.
 */
final class Update<E> {
  private final TrainingTask<E> task;
  private final TrainedState state;
  private final Optimization options;
  private final long seed;
  private final @Nullable LossScaler scaler;

  Update(
      TrainingTask<E> task,
      TrainedState state,
      Optimization options,
      long seed,
      @Nullable LossScaler scaler) {
    this.task = task;
    this.state = state;
    this.options = options;
    this.seed = seed;
    this.scaler = scaler;
  }

  /**
   * Updates the weights.
   *
   * @param number of the update, from 0
   * @param advice where the last good state is, for the message of a failure
   * @return the figures to be logged
   */
  Map<String, Double> run(int number, BatchPipeline<E> batches, String advice) {
    Averages figures = new Averages();
    List<String> names = new ArrayList<>();
    double scale = scaler == null ? 1 : scaler.scale();
    try {
      for (int part = 0; part < options.accumulation(); part++) {
        Batch<E> batch = batches.next();
        Losses losses =
            task.backward(
                batch, new StepContext(seed, number, part, options.accumulation(), scale));
        requireFinite("The loss", losses.loss(), number, batch.names(), advice);
        names.addAll(batch.names());
        Map<String, Double> named = new LinkedHashMap<>(Map.of("train_loss", losses.loss()));
        named.putAll(losses.others());
        figures.add(named);
      }
      state.optimizer().unscaleGradients(scale);
      double norm = clippedNorm();
      double factor = options.learningRate().factor(number - skipped());
      Map<String, Double> result = figures.get();
      result.put("lr", options.adamW().learningRate() * factor);
      if (scaler != null) {
        result.put("loss_scale", scale);
      }
      if (!scaledTooMuch(norm)) {
        requireFinite("The gradients' norm", norm, number, names, advice);
        state.optimizer().step(factor);
        state.follow(number);
        result.put("grad_norm", norm);
      }
      return result;
    } finally {
      state.optimizer().clearGradients();
    }
  }

  private int skipped() {
    return scaler == null ? 0 : scaler.skipped();
  }

  /** Whether gradients aren't finite for no other reason than the loss's scale, which it lowers. */
  private boolean scaledTooMuch(double norm) {
    if (scaler == null) {
      return false;
    }
    if (Double.isFinite(norm)) {
      scaler.succeeded();
      return false;
    }
    return scaler.overflowed();
  }

  private double clippedNorm() {
    return Double.isInfinite(options.maxGradientNorm())
        ? state.optimizer().gradientNorm()
        : state.optimizer().clipGradients(options.maxGradientNorm());
  }

  private static void requireFinite(
      String what, double value, int number, List<String> names, String advice) {
    if (!Double.isFinite(value)) {
      throw new DivergedException(what, value, number + 1, names, advice);
    }
  }
}
