package io.asva.training;

import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A training task: networks, examples, and the loss of a batch. {@link Trainer} does the rest.
 *
 * <p>{@link Trainer} calls it from one thread, but loads examples on others. Closing a trainer
 * closes no task: its owner does.
 *
 * @param <E> an example as it is loaded
 */
public interface TrainingTask<E> {
  /**
   * The networks that a checkpoint holds, by the names of their folders ({@code unet}); at least
   * one has trained weights. The same objects each time.
   */
  Map<String, TrainedNetwork> networks();

  /** The examples. */
  Examples<E> examples();

  /**
   * Computes the loss of a batch, and adds the gradients of loss x {@link StepContext#lossScale()}
   * to those of the trained weights.
   */
  Losses backward(Batch<E> batch, StepContext context);

  /**
   * Evaluates the networks as they are now, without changing anything; called where {@link
   * Schedule#evaluationSteps()} says.
   *
   * @param step updates done
   * @param stopped whether training was asked to stop; where it takes long, worth asking now and
   *     then
   * @return figures to be logged by name, {@code test_loss}; none if there is nothing to evaluate,
   *     or if it was given up
   */
  default Map<String, Double> evaluate(int step, BooleanSupplier stopped) {
    return Map.of();
  }

  /**
   * The settings that decide the result besides the trainer's own options, by name, as it stands in
   * the run's configuration: {@code model.tau = 0.1}. A run is resumed with the same settings only.
   */
  default Map<String, String> settings() {
    return Map.of();
  }
}
