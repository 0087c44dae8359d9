package io.asva.training.internal;

import io.asva.training.torchscript.LiveTensor;
import io.asva.training.torchscript.OptimizerKernel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  WeightAverage(double decay, Map<String, LiveTensor> weights) {
    this.decay = decay;
    this.weights = List.copyOf(weights.values());
    weights.forEach((name, weight) -> averages.put(name, copy(weight)));
  }

  private static LiveTensor copy(LiveTensor weight) {
    LiveTensor result = weight.zerosBeside(weight.name(), weight.type(), weight.shape());
    TensorBytes.copy(weight, result);
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
    averages.values().forEach(LiveTensor::close);
    kernel.close();
  }
}
