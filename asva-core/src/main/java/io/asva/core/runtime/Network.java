package io.asva.core.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.concurrent.Unclosed;
import io.asva.core.graph.Batch;
import io.asva.core.graph.Graph;
import io.asva.core.runtime.internal.OrtNetwork;
import io.asva.core.runtime.internal.OutputCheck;
import io.asva.core.runtime.internal.RunControl;
import io.asva.core.runtime.internal.SessionSettings;
import io.asva.core.runtime.internal.WeightFileGuard;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A network that runs on ONNX Runtime.
 *
 * <p>Its weights stay in the checkpoint's file, which is mapped into memory: while the network is
 * open the file may be renamed, removed or replaced by renaming, but must not be cut or written to.
 * A file that was cut is noticed before a run; one that is cut during a run ends the process, as
 * any mapped file would.
 *
 * <p>Safe for use by many threads: runs go side by side, and closing waits until they end. Closing
 * twice is harmless; a run after closing has begun throws {@link ClosedException}.
 */
public final class Network implements AutoCloseable {
  private final Graph graph;
  private final ResolvedDevice device;
  private final OrtNetwork network;
  private final WeightFileGuard files;
  private final Signature signature;
  private final OutputCheck check;
  private final Unclosed unclosed;
  // Runs hold the read side: ONNX Runtime crashes the process when a session is closed under a run.
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
  private volatile boolean closed;
  private boolean released; // guarded by the write side

  private Network(
      Graph graph,
      ResolvedDevice device,
      OrtNetwork network,
      WeightFileGuard files,
      Signature signature,
      OutputCheck check) {
    this.graph = graph;
    this.device = device;
    this.network = network;
    this.files = files;
    this.signature = signature;
    this.check = check;
    this.unclosed = Unclosed.watch(this, "The " + graph.name(), network::close);
  }

  /** Opens a network with default options. */
  public static Network open(Graph graph, Weights weights, Device device) {
    return open(graph, weights, device, NetworkOptions.defaults());
  }

  /**
   * Writes a network as ONNX and opens a session on it. Where that fails, nothing stays open.
   *
   * @param graph its description
   * @param weights the checkpoint; it is read where it is
   * @param device where it runs
   * @param options how it runs
   * @throws DeviceException if the device can't be used
   * @throws ModelException if ONNX Runtime refuses it, or the checkpoint's file is gone or cut
   */
  public static Network open(Graph graph, Weights weights, Device device, NetworkOptions options) {
    return open(graph, weights, device, options, Batch.FIXED);
  }

  /**
   * Opens a network as {@link #open(Graph, Weights, Device, NetworkOptions)}.
   *
   * @param graph its description; as {@link Batch#describe} makes it where it is for any batch,
   *     whose number the inputs of each run tell then
   * @param batch how many elements its batch has. On a processor a network for any batch is slower:
   *     what makes it fast there follows from the number of rows
   */
  public static Network open(
      Graph graph, Weights weights, Device device, NetworkOptions options, Batch batch) {
    Objects.requireNonNull(graph, "graph");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(batch, "batch");
    ResolvedDevice resolved = device.resolve();
    WeightFileGuard files = WeightFileGuard.of(graph, weights);
    try {
      return new Network(
          graph,
          resolved,
          WrittenNetwork.of(graph, weights, resolved, batch).open(weights, options),
          files,
          new Signature(graph, batch),
          OutputCheck.of(graph, weights, resolved.precision() == Precision.FP16));
    } catch (OrtException e) {
      throw Failures.of(
          "ONNX Runtime can't open the "
              + graph.name()
              + " with the weights in "
              + weights.source(),
          resolved.device(),
          e);
    } catch (OutOfMemoryError e) {
      throw new ModelMemoryException(
          "No memory is left to open the "
              + graph.name()
              + " with the weights in "
              + weights.source()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** Where it runs, and why there. */
  public ResolvedDevice device() {
    return device;
  }

  /** Evaluates the network. */
  public Map<String, Tensor> run(Map<String, Tensor> inputs) {
    Objects.requireNonNull(inputs, "inputs");
    return run(inputs, new Cancellation());
  }

  /**
   * Evaluates the network.
   *
   * @param inputs one tensor for each input of the description
   * @param cancellation stops the evaluation before its next operation
   * @return one tensor for each output
   * @throws ModelException if the inputs don't fit, ONNX Runtime fails, or the checkpoint's file
   *     was cut
   * @throws io.asva.core.tensor.NonFiniteException if a number of an output is NaN or infinite; the
   *     message names the input or the weight that it comes from
   * @throws CancelledException if it was stopped
   * @throws ClosedException if this is closed
   */
  public Map<String, Tensor> run(Map<String, Tensor> inputs, Cancellation cancellation) {
    Objects.requireNonNull(inputs, "inputs");
    Objects.requireNonNull(cancellation, "cancellation");
    try (OrtSession.Result result = evaluate(inputs, Map.of(), Scratch.KEEP, cancellation)) {
      return check.require(inputs, OrtNetwork.toHeap(result));
    }
  }

  /** Evaluates the network with further inputs that another network computed. */
  public Map<String, Tensor> run(
      Map<String, Tensor> inputs, RetainedValues retained, Cancellation cancellation) {
    Objects.requireNonNull(inputs, "inputs");
    Objects.requireNonNull(retained, "retained");
    Objects.requireNonNull(cancellation, "cancellation");
    return run(inputs, retained, Scratch.KEEP, cancellation);
  }

  /**
   * Evaluates the network with further inputs that another network computed.
   *
   * @param scratch what becomes of the memory that it computes in
   * @throws ClosedException if this is closed, or the retained values are
   */
  public Map<String, Tensor> run(
      Map<String, Tensor> inputs,
      RetainedValues retained,
      Scratch scratch,
      Cancellation cancellation) {
    Objects.requireNonNull(inputs, "inputs");
    Objects.requireNonNull(retained, "retained");
    Objects.requireNonNull(scratch, "scratch");
    Objects.requireNonNull(cancellation, "cancellation");
    return run(inputs, List.of(retained), scratch, cancellation);
  }

  /**
   * Evaluates the network with further inputs that other networks computed.
   *
   * @param retained what they gave; values that are no inputs of this network are left aside
   * @param scratch what becomes of the memory that it computes in
   * @throws ClosedException if this is closed, or retained values are
   */
  public Map<String, Tensor> run(
      Map<String, Tensor> inputs,
      List<RetainedValues> retained,
      Scratch scratch,
      Cancellation cancellation) {
    Objects.requireNonNull(inputs, "inputs");
    Objects.requireNonNull(retained, "retained");
    Objects.requireNonNull(scratch, "scratch");
    Objects.requireNonNull(cancellation, "cancellation");
    try (HeldValues held = HeldValues.of(retained, graph);
        OrtSession.Result result = evaluate(inputs, held.values(), scratch, cancellation)) {
      return check.require(inputs, OrtNetwork.toHeap(result));
    }
  }

  /** Evaluates the network and leaves the results where they are. */
  public RetainedValues runRetained(Map<String, Tensor> inputs, Cancellation cancellation) {
    Objects.requireNonNull(inputs, "inputs");
    Objects.requireNonNull(cancellation, "cancellation");
    return runRetained(inputs, List.of(), Scratch.KEEP, cancellation);
  }

  /**
   * Evaluates the network with further inputs that other networks computed, and leaves the results
   * where they are.
   *
   * @param retained what they gave; values that are no inputs of this network are left aside
   * @param scratch what becomes of the memory that it computes in
   * @throws ClosedException if this is closed, or retained values are
   */
  public RetainedValues runRetained(
      Map<String, Tensor> inputs,
      List<RetainedValues> retained,
      Scratch scratch,
      Cancellation cancellation) {
    Objects.requireNonNull(inputs, "inputs");
    Objects.requireNonNull(retained, "retained");
    Objects.requireNonNull(scratch, "scratch");
    Objects.requireNonNull(cancellation, "cancellation");
    try (HeldValues held = HeldValues.of(retained, graph)) {
      return new RetainedValues(evaluate(inputs, held.values(), scratch, cancellation));
    }
  }

  private OrtSession.Result evaluate(
      Map<String, Tensor> inputs,
      Map<String, OnnxTensor> retained,
      Scratch scratch,
      Cancellation cancellation) {
    String stage = "running the " + graph.name();
    signature.check(inputs, retained);
    requireOpen(); // a closing that waits for other runs doesn't make this one wait
    use.readLock().lock();
    try (RunControl control =
            scratch == Scratch.RELEASE
                ? RunControl.releasing(SessionSettings.of(device.device()).arenas())
                : RunControl.create();
        Cancellation.Registration stop = cancellation.onStop(control::terminate)) {
      requireOpen();
      cancellation.check(stage);
      files.check();
      return network.run(inputs, retained, control.options());
    } catch (OrtException e) {
      cancellation.check(stage);
      throw Failures.of("The " + graph.name() + " failed", device.device(), e);
    } finally {
      use.readLock().unlock();
      Reference.reachabilityFence(this);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new ClosedException("the " + graph.name());
    }
  }

  /** Waits for running evaluations, then frees the session. */
  @Override
  public void close() {
    closed = true;
    use.writeLock().lock();
    try {
      if (!released) {
        released = true;
        unclosed.closed();
        network.close();
      }
    } catch (OrtException e) {
      throw Failures.of("ONNX Runtime can't close the " + graph.name(), device.device(), e);
    } finally {
      use.writeLock().unlock();
    }
  }
}
