package io.asva.training;

import io.asva.core.ClosedException;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.training.torchscript.LiveTensor;
import io.asva.training.torchscript.OptimizerKernel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * AdamW over named weights, equal to {@code torch.optim.AdamW}, by libtorch's fused kernel. Its
 * memory of each weight is three tensors: {@code NAME/exp_avg}, {@code NAME/exp_avg_sq} and the
 * scalar {@code NAME/step}. A weight without a gradient is left as it is.
 *
 * <p>Not safe for use by many threads. Closing twice is harmless; calls after it throw {@link
 * ClosedException}.
 */
public final class AdamW implements AutoCloseable {
  private final AdamWOptions options;
  private final OptimizerKernel kernel;
  private final Map<LiveTensor, Memory> memories = new LinkedHashMap<>();
  private boolean closed;

  private record Memory(LiveTensor mean, LiveTensor square, LiveTensor step) {
    static Memory of(String name, LiveTensor weight) {
      return new Memory(
          weight.zerosBeside(name + "/exp_avg", ElementType.F32, weight.shape()),
          weight.zerosBeside(name + "/exp_avg_sq", ElementType.F32, weight.shape()),
          weight.zerosBeside(name + "/step", ElementType.F32, Shape.of()));
    }

    List<LiveTensor> tensors() {
      return List.of(mean, square, step);
    }
  }

  /**
   * An optimiser that has taken no step.
   *
   * @param weights what it changes, by names that are its own
   * @throws io.asva.training.torchscript.TorchScriptException if PyTorch isn't on the class path
   */
  public AdamW(AdamWOptions options, Map<String, LiveTensor> weights) {
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(weights, "weights");
    this.options = options;
    this.kernel = OptimizerKernel.open();
    weights.forEach((name, weight) -> memories.put(weight, Memory.of(name, weight)));
  }

  /** Its constants. */
  public AdamWOptions options() {
    return options;
  }

  /** Its memory of all weights, to be saved and restored. */
  public List<LiveTensor> state() {
    return memories.values().stream().flatMap(m -> m.tensors().stream()).toList();
  }

  /** The Euclidean norm of all gradients together; 0 where there is none. */
  public double gradientNorm() {
    List<LiveTensor> weights = moving();
    return weights.isEmpty() ? 0 : kernel.gradientNorm(weights);
  }

  /** Divides all gradients by the scale that the loss had. */
  public void unscaleGradients(double scale) {
    List<LiveTensor> weights = moving();
    if (!weights.isEmpty() && scale != 1) {
      kernel.scaleGradients(weights, 1 / scale);
    }
  }

  /**
   * Scales all gradients so that their norm together is at most {@code limit}.
   *
   * @return the norm before; 0 where there is no gradient
   */
  public double clipGradients(double limit) {
    List<LiveTensor> weights = moving();
    return weights.isEmpty() ? 0 : kernel.clip(weights, limit);
  }

  /** Changes the weights by their gradients, at the options' learning rate. */
  public void step() {
    step(1);
  }

  /**
   * Changes the weights by their gradients.
   *
   * @param factor of the options' learning rate, from a {@link LearningRate}
   */
  public void step(double factor) {
    List<LiveTensor> weights = moving();
    if (weights.isEmpty()) {
      return;
    }
    List<LiveTensor> means = new ArrayList<>();
    List<LiveTensor> squares = new ArrayList<>();
    List<LiveTensor> steps = new ArrayList<>();
    for (LiveTensor weight : weights) {
      Memory memory = Objects.requireNonNull(memories.get(weight));
      means.add(memory.mean());
      squares.add(memory.square());
      steps.add(memory.step());
    }
    kernel.adamW(
        weights,
        means,
        squares,
        steps,
        new OptimizerKernel.AdamWStep(
            options.learningRate() * factor,
            options.beta1(),
            options.beta2(),
            options.weightDecay(),
            options.epsilon()));
  }

  /** Forgets all gradients. */
  public void clearGradients() {
    requireOpen();
    kernel.clearGradients(List.copyOf(memories.keySet()));
  }

  private void requireOpen() {
    if (closed) {
      throw new ClosedException("the optimizer");
    }
  }

  private List<LiveTensor> moving() {
    requireOpen();
    return kernel.withGradients(List.copyOf(memories.keySet()));
  }

  @Override
  public void close() {
    closed = true;
    memories.values().forEach(m -> m.tensors().forEach(LiveTensor::close));
    kernel.close();
  }
}
