package io.asva.training.torchscript;

import static java.util.Objects.requireNonNull;

import io.asva.core.ClosedException;
import io.asva.core.concurrent.Unclosed;
import io.asva.core.graph.Graph;
import io.asva.core.graph.Value;
import io.asva.core.graph.pass.WriterPasses;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.TensorVector;

/**
 * A network that libtorch trains: its weights lie in libtorch's memory under the checkpoint's
 * names, and gradients gather beside them until someone clears them.
 *
 * <p>Tests run it on processors. On CUDA devices, which are given it by {@link
 * TrainableOptions#withDevice}, it hasn't been run yet.
 *
 * <p>The loss is an output of the graph, a number without axes. Not safe for use by several
 * threads.
 */
public final class TrainableNetwork implements AutoCloseable {
  private final Graph graph;
  private final TrainingScript script;
  private final TorchModule module;
  private final Needs needs;
  private final BatchStatistics statistics;
  private final List<LiveTensor> parameters = new ArrayList<>();
  private final List<LiveTensor> buffers = new ArrayList<>();
  private final List<LiveTensor> parts = new ArrayList<>();
  private final Unclosed unclosed;
  private boolean closed;

  private TrainableNetwork(
      Graph graph,
      TrainingScript script,
      TorchModule module,
      Needs needs,
      BatchStatistics statistics) {
    this.graph = graph;
    this.script = script;
    this.module = module;
    this.needs = needs;
    this.statistics = statistics;
    // Its tensors have handles of their own, which JavaCPP frees.
    this.unclosed = Unclosed.watch(this, "The " + graph.name() + " in training", module::close);
  }

  /**
   * Writes a network as TorchScript, compiles it and reads its weights, as single precision
   * numbers.
   *
   * @throws TorchScriptException if PyTorch isn't on the class path or the network can't be
   *     compiled
   * @throws io.asva.core.weights.WeightsException if weights are missing or can't be read
   */
  public static TrainableNetwork open(
      Graph description, Weights weights, TrainableOptions options) {
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(options, "options");
    LibTorch.require();
    Graph graph = WriterPasses.of(description);
    Flow flow = new Flow(graph);
    List<Integer> ends =
        options.recomputation() == Recomputation.NONE
            ? Segmentation.whole(flow)
            : Segmentation.least(flow);
    TrainingScript script = SegmentWriter.write(flow, ends);
    Set<String> noted = BatchStatistics.names(graph);
    Needs needs = new Needs(graph, name -> !noted.contains(name) && options.trained().test(name));
    boolean mapped = options.frozen() == TrainableOptions.FrozenWeights.MAPPED;
    TorchModule module =
        TorchModule.open(
            script.module(),
            weights,
            name -> mapped && !noted.contains(name) && !options.trained().test(name),
            options.precision(),
            LibTorch.device(options.device()));
    BatchStatistics statistics = BatchStatistics.open(noted, weights);
    TrainableNetwork network = new TrainableNetwork(graph, script, module, needs, statistics);
    network.collect(noted, options);
    return network;
  }

  private void collect(Set<String> noted, TrainableOptions options) {
    try (PointerScope scope = new PointerScope()) {
      Map<String, org.bytedeco.pytorch.Tensor> tensors = module.parameters();
      for (TorchScript.Parameter parameter : script.module().parameters()) {
        String name = parameter.name();
        org.bytedeco.pytorch.Tensor tensor = requireNonNull(tensors.get(name));
        boolean running = noted.contains(name);
        tensor.set_requires_grad(!running && options.trained().test(name));
        List<LiveTensor> kind = running ? buffers : parameters;
        kind.add(new LiveTensor(name, ElementType.F32, parameter.shape(), tensor));
      }
    }
    buffers.addAll(statistics.counts());
  }

  /**
   * All weights, named as in the checkpoint, in the order of first use. They live as long as the
   * network; writing to one changes the network.
   */
  public List<LiveTensor> parameters() {
    return Collections.unmodifiableList(parameters);
  }

  /** The weights that are trained. Those that a loss doesn't depend on never get a gradient. */
  public List<LiveTensor> trained() {
    return parameters.stream().filter(LiveTensor::trained).toList();
  }

  /**
   * The buffers of batch normalisations, named as in the checkpoint: {@code running_mean}, {@code
   * running_var} and {@code num_batches_tracked}, an integer without axes.
   */
  public List<LiveTensor> buffers() {
    return Collections.unmodifiableList(buffers);
  }

  /**
   * Those of some weights or of what batch normalisations note whose names begin with a prefix, as
   * handles named by what follows it. They live as long as the network.
   *
   * @param tensors {@link #parameters()} or {@link #buffers()}
   */
  public List<LiveTensor> part(String prefix, List<LiveTensor> tensors) {
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(tensors, "tensors");
    requireOpen();
    List<LiveTensor> part = new ArrayList<>();
    for (LiveTensor tensor : tensors) {
      if (tensor.name().startsWith(prefix)) {
        String name = tensor.name().substring(prefix.length());
        part.add(new LiveTensor(name, tensor.type(), tensor.shape(), tensor.tensor()));
      }
    }
    parts.addAll(part);
    return part;
  }

  /** The names and shapes of the inputs, in the order of the description. */
  public Map<String, Value> inputs() {
    Map<String, Value> inputs = new LinkedHashMap<>();
    script.module().inputs().forEach(input -> inputs.put(input.name(), input.value()));
    return inputs;
  }

  /**
   * Runs the network in training mode and adds to the gradients of the trained weights.
   *
   * @param inputs the inputs by name, in the shapes and types of the description
   * @param loss the output that is to become small
   * @param scale a factor of the gradients: one part in n of an update where gradients of n runs
   *     are gathered
   * @return the outputs by name; the loss is not scaled
   * @throws TorchScriptException if an input is missing, unknown, or of another shape or type, if
   *     the loss is no output without axes, or if libtorch fails
   * @throws ClosedException if the network is closed
   */
  public Map<String, Tensor> accumulate(Map<String, Tensor> inputs, String loss, float scale) {
    Objects.requireNonNull(inputs, "inputs");
    Objects.requireNonNull(loss, "loss");
    requireOpen();
    List<Tensor> arguments = script.module().inOrder(inputs);
    Value output = graph.outputs().get(loss);
    if (output == null || output.shape().rank() != 0 || !output.type().isFloat()) {
      throw new TorchScriptException(
          graph.name() + " has no output " + loss + " that is one number without axes");
    }
    Map<Value, org.bytedeco.pytorch.Tensor> given = new HashMap<>();
    try (PointerScope scope = new PointerScope()) {
      for (int i = 0; i < arguments.size(); i++) {
        given.put(graph.inputs().get(i).value(), module.copy(arguments.get(i)));
      }
      FloatTensor factor = FloatTensor.of(new float[] {scale}, new int[0]);
      try (SegmentedRun run = new SegmentedRun(module, script.segments(), needs, given)) {
        run.run(output, module.copy(factor));
        statistics.count();
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        graph.outputs().forEach((n, v) -> outputs.put(n, TorchTensors.copy(run.value(v))));
        return outputs;
      }
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Runs the network as it is used: without gradients, batch normalisation by its running
   * statistics.
   *
   * @param inputs the inputs by name, in the shapes and types of the description
   * @return the outputs by name
   * @throws TorchScriptException if an input is missing, unknown, or of another shape or type, or
   *     if libtorch fails
   * @throws ClosedException if the network is closed
   */
  public Map<String, Tensor> evaluate(Map<String, Tensor> inputs) {
    Objects.requireNonNull(inputs, "inputs");
    requireOpen();
    List<Tensor> arguments = script.module().inOrder(inputs);
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      TensorVector results = module.forward(arguments.stream().map(module::copy).toList());
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      for (String name : script.module().outputs()) {
        outputs.put(name, TorchTensors.copy(results.get(outputs.size())));
      }
      return outputs;
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * A copy of the gradient that has gathered beside a weight; empty where none has.
   *
   * @param name of the weight
   * @throws TorchScriptException if there is no such weight
   */
  public Optional<FloatTensor> gradient(String name) {
    Objects.requireNonNull(name, "name");
    requireOpen();
    LiveTensor weight =
        parameters.stream()
            .filter(p -> p.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new TorchScriptException(graph.name() + " has no weight " + name));
    try (PointerScope scope = new PointerScope()) {
      org.bytedeco.pytorch.Tensor gradient = weight.tensor().grad();
      return gradient.defined()
          ? Optional.of((FloatTensor) TorchTensors.copy(gradient))
          : Optional.empty();
    }
  }

  /** Forgets all gradients. */
  public void clearGradients() {
    requireOpen();
    try (PointerScope scope = new PointerScope()) {
      trained().forEach(weight -> weight.tensor().mutable_grad().reset());
    }
  }

  /** In how many stretches the network runs; more than one where they are computed again. */
  int segments() {
    return script.segments().size();
  }

  private void requireOpen() {
    if (closed) {
      throw new ClosedException("the " + graph.name());
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      unclosed.closed();
      parameters.forEach(LiveTensor::close);
      buffers.forEach(LiveTensor::close);
      parts.forEach(LiveTensor::close);
      module.close();
    }
  }
}
