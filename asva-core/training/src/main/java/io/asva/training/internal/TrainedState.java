package io.asva.training.internal;

import io.asva.core.layout.PartsLayout;
import io.asva.core.weights.Weights;
import io.asva.training.AdamW;
import io.asva.training.Optimization;
import io.asva.training.TrainedNetwork;
import io.asva.training.TrainingException;
import io.asva.training.torchscript.LiveTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * All tensors that training changes: networks, the optimiser's memory, the average. In a checkpoint
 * {@code modules/NAME} holds a network as it is to be used, which is the average where there is
 * one; {@code model.safetensors} then holds the weights that training goes on from.
 */
final class TrainedState implements AutoCloseable {
  private static final String FILE = "diffusion_pytorch_model.safetensors";
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final String WEIGHTS = "model.safetensors";

  private final Map<String, TrainedNetwork> networks;
  private final Map<String, LiveTensor> trained = new LinkedHashMap<>();
  private final AdamW optimizer;
  private final @Nullable WeightAverage average;

  TrainedState(Map<String, TrainedNetwork> networks, Optimization options) {
    this.networks = networks;
    networks.forEach(
        (name, network) ->
            network.weights().stream()
                .filter(LiveTensor::trained)
                .forEach(weight -> trained.put(name + "." + weight.name(), weight)));
    if (trained.isEmpty()) {
      throw new TrainingException(
          "No weight of "
              + networks.keySet()
              + " is trained; look at trainable_modules and train_image_modules.");
    }
    this.average = average(options.averageDecay());
    this.optimizer = new AdamW(options.adamW(), trained);
  }

  private @Nullable WeightAverage average(OptionalDouble decay) {
    Map<String, LiveTensor> places = new LinkedHashMap<>();
    networks.forEach(
        (name, network) -> network.averages().forEach(a -> places.put(name + "." + a.name(), a)));
    if (decay.isEmpty() && !places.isEmpty()) {
      throw new TrainingException(
          networks.keySet()
              + " can't be trained without an average of the weights over time, which their loss is"
              + " computed with; set ema_decay.");
    }
    return decay.isPresent() ? new WeightAverage(decay.getAsDouble(), trained, places) : null;
  }

  AdamW optimizer() {
    return optimizer;
  }

  /** Trained numbers, for the log. */
  long trainedElements() {
    return trained.values().stream().mapToLong(weight -> weight.shape().elements()).sum();
  }

  /** Follows an update of the weights, its number counting from 0. */
  void follow(int update) {
    if (average != null) {
      average.follow(update);
    }
  }

  void save(CheckpointFolder checkpoint) throws IOException {
    for (Map.Entry<String, TrainedNetwork> entry : networks.entrySet()) {
      String folder = "modules/" + entry.getKey() + "/";
      checkpoint.text(folder + PartsLayout.CONFIG, entry.getValue().config());
      checkpoint.tensors(folder + FILE, asUsed(entry.getKey(), entry.getValue()));
    }
    if (average != null) {
      checkpoint.tensors(WEIGHTS, trained);
    }
    Map<String, LiveTensor> memory = new LinkedHashMap<>();
    optimizer.state().forEach(tensor -> memory.put(tensor.name(), tensor));
    checkpoint.tensors(OPTIMIZER, memory);
  }

  private Map<String, LiveTensor> asUsed(String name, TrainedNetwork network) {
    Map<String, LiveTensor> result = new LinkedHashMap<>();
    for (LiveTensor weight : network.weights()) {
      boolean averaged = average != null && weight.trained();
      result.put(weight.name(), averaged ? averageOf(name, weight) : weight);
    }
    network.buffers().forEach(buffer -> result.put(buffer.name(), buffer));
    return result;
  }

  private LiveTensor averageOf(String network, LiveTensor weight) {
    Map<String, LiveTensor> averages = average == null ? Map.of() : average.averages();
    return averages.getOrDefault(network + "." + weight.name(), weight);
  }

  /** Which frozen weights aren't those that the checkpoint was trained with: the first, if any. */
  Optional<String> otherFrozenWeights(Path checkpoint) {
    for (Map.Entry<String, TrainedNetwork> entry : networks.entrySet()) {
      Weights saved = open(checkpoint, "modules/" + entry.getKey() + "/" + FILE);
      for (LiveTensor weight : entry.getValue().weights()) {
        if (!weight.trained() && !TensorBytes.same(saved, weight.name(), weight)) {
          return Optional.of(entry.getKey() + "." + weight.name());
        }
      }
    }
    return Optional.empty();
  }

  void restore(Path checkpoint) {
    for (Map.Entry<String, TrainedNetwork> entry : networks.entrySet()) {
      Weights saved = open(checkpoint, "modules/" + entry.getKey() + "/" + FILE);
      TrainedNetwork network = entry.getValue();
      network.buffers().forEach(buffer -> TensorBytes.restore(saved, buffer.name(), buffer));
      for (LiveTensor weight : network.weights()) {
        if (weight.trained()) {
          TensorBytes.restore(saved, weight.name(), averageOf(entry.getKey(), weight));
        }
      }
    }
    if (average != null) {
      Weights weights = open(checkpoint, WEIGHTS);
      trained.forEach((name, weight) -> TensorBytes.restore(weights, name, weight));
    }
    Weights memory = open(checkpoint, OPTIMIZER);
    optimizer.state().forEach(tensor -> TensorBytes.restore(memory, tensor.name(), tensor));
  }

  private static Weights open(Path checkpoint, String file) {
    return Weights.open(checkpoint.resolve(file));
  }

  @Override
  public void close() {
    optimizer.close();
    if (average != null) {
      average.close();
    }
  }
}
