package io.asva.training.internal;

import io.asva.training.torchscript.LiveTensor;
import io.asva.training.torchscript.OptimizerKernel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The average of the trained weights over time: after each update it moves towards the weights by 1
 * - min(decay, (1 + n) / (10 + n)), n counting from 0; the first update makes it the weights. This
 * is {@code EMAModel} of diffusers without its warm-up.
 */
final class WeightAverage implements AutoCloseable {
  private final double decay;
  private final OptimizerKernel kernel = OptimizerKernel.open();
  private final List<LiveTensor> weights;
  private final Map<String, LiveTensor> averages = new LinkedHashMap<>();
  private final List<LiveTensor> own = new ArrayList<>();

  /**
   * The average of weights, which begins as they are.
   *
   * @param places where it is to lie, by the names of the weights; without one in memory of its own
   */
  WeightAverage(double decay, Map<String, LiveTensor> weights, Map<String, LiveTensor> places) {
    this.decay = decay;
    this.weights = List.copyOf(weights.values());
    weights.forEach(
        (name, weight) -> {
          LiveTensor average =
              Optional.ofNullable(places.get(name)).orElseGet(() -> beside(weight));
          TensorBytes.copy(weight, average);
          averages.put(name, average);
        });
  }

  private LiveTensor beside(LiveTensor weight) {
    LiveTensor result = weight.zerosBeside(weight.name(), weight.type(), weight.shape());
    own.add(result);
    return result;
  }

  /**
   * Follows an update of the weights.
   *
   * @param update its number, from 0
   */
  void follow(int update) {
    kernel.average(List.copyOf(averages.values()), weights, 1 - decay(update));
  }

  private double decay(int update) {
    return update == 0 ? 0 : Math.min(decay, (1.0 + update) / (10.0 + update));
  }

  /** The averages by the names of the weights. */
  Map<String, LiveTensor> averages() {
    return averages;
  }

  @Override
  public void close() {
    own.forEach(LiveTensor::close);
    kernel.close();
  }
}
