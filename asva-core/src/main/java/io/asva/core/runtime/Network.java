package io.asva.core.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.graph.Graph;
import io.asva.core.onnx.OnnxModel;
import io.asva.core.onnx.OnnxWriter;
import io.asva.core.onnx.Target;
import io.asva.core.runtime.internal.OrtNetwork;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A network that runs on ONNX Runtime.
 *
 * <p>Safe for use by many threads: runs go side by side, and closing waits until they end. Closing
 * twice is harmless; a run after closing throws {@link ClosedException}.
 */
public final class Network implements AutoCloseable {
  private final Graph graph;
  private final OrtNetwork network;
  // Runs hold the read side: ONNX Runtime crashes the process when a session is closed under a run.
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  private Network(Graph graph, OrtNetwork network) {
    this.graph = graph;
    this.network = network;
  }

  /** Opens a network with default options. */
  public static Network open(Graph graph, Weights weights, Device device) {
    return open(graph, weights, device, NetworkOptions.defaults());
  }

  /**
   * Writes a network as ONNX and opens a session on it.
   *
   * @param graph its description
   * @param weights the checkpoint; it is read where it is
   * @param device where it runs
   * @param options how it runs
   * @throws ModelException if ONNX Runtime refuses it
   */
  public static Network open(Graph graph, Weights weights, Device device, NetworkOptions options) {
    OnnxModel model = OnnxWriter.write(graph, weights, Target.CPU);
    try {
      return new Network(graph, OrtNetwork.open(model, weights, device, options));
    } catch (OrtException e) {
      throw new ModelException(
          "ONNX Runtime can't open the "
              + graph.name()
              + " with the weights in "
              + weights.source()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** Evaluates the network. */
  public Map<String, Tensor> run(Map<String, Tensor> inputs) {
    return run(inputs, new Cancellation());
  }

  /**
   * Evaluates the network.
   *
   * @param inputs one tensor for each input of the description
   * @param cancellation stops the evaluation
   * @return one tensor for each output
   * @throws ModelException if the inputs don't fit
   * @throws CancelledException if it was stopped
   */
  public Map<String, Tensor> run(Map<String, Tensor> inputs, Cancellation cancellation) {
    try (OrtSession.Result result = evaluate(inputs, Map.of(), cancellation)) {
      return OrtNetwork.toHeap(result);
    }
  }

  /** Evaluates the network with further inputs that another network computed. */
  public Map<String, Tensor> run(
      Map<String, Tensor> inputs, RetainedValues retained, Cancellation cancellation) {
    try (OrtSession.Result result = evaluate(inputs, retained.tensors(), cancellation)) {
      return OrtNetwork.toHeap(result);
    }
  }

  /** Evaluates the network and leaves the results where they are. */
  public RetainedValues runRetained(Map<String, Tensor> inputs, Cancellation cancellation) {
    return new RetainedValues(evaluate(inputs, Map.of(), cancellation));
  }

  private OrtSession.Result evaluate(
      Map<String, Tensor> inputs, Map<String, OnnxTensor> retained, Cancellation cancellation) {
    checkSignature(inputs, retained);
    use.readLock().lock();
    try (OrtSession.RunOptions options = new OrtSession.RunOptions();
        AutoCloseable registration = cancellation.onCancel(() -> terminate(options))) {
      if (closed) {
        throw new ClosedException("the " + graph.name());
      }
      cancellation.check("running the " + graph.name());
      return network.run(inputs, retained, options);
    } catch (OrtException e) {
      if (cancellation.isCancelled()) {
        throw new CancelledException("running the " + graph.name());
      }
      throw new ModelException("The " + graph.name() + " failed: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ModelException("The " + graph.name() + " failed: " + e.getMessage(), e);
    } finally {
      use.readLock().unlock();
    }
  }

  private static void terminate(OrtSession.RunOptions options) {
    try {
      options.setTerminate(true);
    } catch (OrtException e) {
      throw new ModelException("ONNX Runtime did not take a cancellation: " + e.getMessage(), e);
    }
  }

  private void checkSignature(Map<String, Tensor> inputs, Map<String, OnnxTensor> retained) {
    for (Graph.Input input : graph.inputs()) {
      Tensor tensor = inputs.get(input.name());
      if (tensor == null) {
        if (!retained.containsKey(input.name())) {
          throw new ModelException(
              "The "
                  + graph.name()
                  + " needs an input "
                  + input.name()
                  + " "
                  + input.value().shape()
                  + "; given are "
                  + inputs.keySet());
        }
      } else if (!tensor.shape().equals(input.value().shape())
          || tensor.type() != input.value().type()) {
        throw new ModelException(
            "The "
                + graph.name()
                + "'s input "
                + input.name()
                + " must be "
                + input.value().type()
                + " "
                + input.value().shape()
                + ", not "
                + tensor.type()
                + " "
                + tensor.shape());
      }
    }
  }

  /** Waits for running evaluations, then frees the session. */
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        network.close();
      }
    } catch (OrtException e) {
      throw new ModelException(
          "ONNX Runtime can't close the " + graph.name() + ": " + e.getMessage(), e);
    } finally {
      use.writeLock().unlock();
    }
  }
}
