package io.asva.training.torchscript;

import io.asva.core.ClosedException;
import io.asva.core.concurrent.Unclosed;
import io.asva.core.graph.Graph;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.lang.ref.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.TensorVector;

/**
 * A network that libtorch runs on the processor, without gradients.
 *
 * <p>Safe for use by many threads. Closing waits for running calls and frees the weights at once.
 */
public final class TorchNetwork implements AutoCloseable {
  private final TorchModule module;
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
  private final Unclosed unclosed;
  private boolean closed;

  private TorchNetwork(TorchModule module) {
    this.module = module;
    this.unclosed = Unclosed.watch(this, "The " + module.script().network(), module::close);
  }

  /**
   * Writes a network as TorchScript, compiles it and copies its weights into libtorch's memory, as
   * single precision numbers.
   *
   * @throws TorchScriptException if PyTorch isn't on the class path or the network can't be
   *     compiled
   * @throws io.asva.core.weights.WeightsException if weights are missing or can't be read
   */
  public static TorchNetwork open(Graph graph, Weights weights) {
    Objects.requireNonNull(graph, "graph");
    Objects.requireNonNull(weights, "weights");
    return new TorchNetwork(TorchModule.open(TorchScriptWriter.write(graph), weights));
  }

  /**
   * Runs the network.
   *
   * @param inputs the inputs by name, in the shapes and types of the description
   * @return the outputs by name, in the order of the description
   * @throws TorchScriptException if an input is missing, unknown, or of another shape or type, or
   *     if libtorch fails
   * @throws ClosedException if the network is closed
   */
  public Map<String, Tensor> run(Map<String, Tensor> inputs) {
    Objects.requireNonNull(inputs, "inputs");
    List<Tensor> arguments = script().inOrder(inputs);
    lock.readLock().lock();
    try {
      if (closed) {
        throw new ClosedException("the " + script().network());
      }
      return compute(arguments);
    } finally {
      lock.readLock().unlock();
      Reference.reachabilityFence(this);
    }
  }

  private Map<String, Tensor> compute(List<Tensor> arguments) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      TensorVector results = module.forward(arguments.stream().map(TorchTensors::copy).toList());
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      for (String name : script().outputs()) {
        outputs.put(name, TorchTensors.copy(results.get(outputs.size())));
      }
      return outputs;
    }
  }

  private TorchScript script() {
    return module.script();
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        unclosed.closed();
        module.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
