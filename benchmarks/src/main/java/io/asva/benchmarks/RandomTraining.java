package io.asva.benchmarks;

import static java.util.Objects.requireNonNull;

import io.asva.core.graph.Graph;
import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.training.Batch;
import io.asva.training.Examples;
import io.asva.training.Losses;
import io.asva.training.NetworkPart;
import io.asva.training.StepContext;
import io.asva.training.TrainedNetwork;
import io.asva.training.TrainingTask;
import io.asva.training.torchscript.TrainableNetwork;
import io.asva.training.torchscript.TrainableOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The training of a network, all weights, on examples of random numbers that lie in memory: what
 * the library's own tasks do from there on, without files, decoding and frozen networks.
 *
 * @param <E> an example
 */
abstract class RandomTraining<E> implements TrainingTask<E>, AutoCloseable {
  private static final String LOSS = "loss";

  private final TrainableNetwork network;
  private final Map<String, TrainedNetwork> networks;
  private final List<E> examples;
  private final Consumer<Map<String, Tensor>> seen;

  /**
   * Opens the network.
   *
   * @param graph with an output {@code loss}
   * @param seen is given each step's inputs
   */
  RandomTraining(
      Graph graph, Weights weights, List<E> examples, Consumer<Map<String, Tensor>> seen) {
    this.network = TrainableNetwork.open(graph, weights, TrainableOptions.all());
    this.networks = Map.of("network", NetworkPart.whole(network, "{}"));
    this.examples = List.copyOf(examples);
    this.seen = seen;
  }

  /** The network's inputs in one step. */
  abstract Map<String, Tensor> inputs(Batch<E> batch, CounterRandom random);

  /** The learning rate with which such a network is trained. */
  abstract double learningRate();

  /** Examples a step. */
  abstract int batchSize();

  @Override
  public final Map<String, TrainedNetwork> networks() {
    return networks;
  }

  @Override
  public final Examples<E> examples() {
    return new InMemory<>(examples);
  }

  @Override
  public final Losses backward(Batch<E> batch, StepContext context) {
    Map<String, Tensor> inputs = inputs(batch, context.random());
    seen.accept(inputs);
    Map<String, Tensor> outputs = network.accumulate(inputs, LOSS, (float) context.lossScale());
    return new Losses(requireNonNull(outputs.get(LOSS)).valueAt(0));
  }

  /** A part of each example, one after another along a new first axis. */
  static <E> FloatTensor stacked(Batch<E> batch, Function<E, FloatTensor> part) {
    return FloatTensor.stack(batch.examples().stream().map(part).toList());
  }

  @Override
  public final void close() {
    network.close();
  }

  private record InMemory<E>(List<E> examples) implements Examples<E> {
    @Override
    public int size() {
      return examples.size();
    }

    @Override
    public String name(int index) {
      return "example " + index;
    }

    @Override
    public E load(int index, CounterRandom random) {
      return examples.get(index);
    }
  }
}
