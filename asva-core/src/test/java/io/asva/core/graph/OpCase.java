package io.asva.core.graph;

import io.asva.core.graph.nn.Scope;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * A small graph with weights and inputs, on which an engine is compared with the control.
 *
 * @param name what it is about
 * @param graph the graph
 * @param weights its weights
 * @param inputs its inputs
 */
public record OpCase(String name, Graph graph, Weights weights, Map<String, Tensor> inputs) {

  @Override
  public String toString() {
    return name;
  }

  /** The control's outputs. */
  public Map<String, Tensor> expected() {
    return NaiveInterpreter.run(graph, weights, inputs);
  }

  /** The same case with other weights. */
  public OpCase withWeights(Weights others) {
    return new OpCase(name, graph, others, inputs);
  }

  /** Describes the graph of a case. */
  @FunctionalInterface
  public interface Description {
    /** Adds operations; the result becomes the output {@code y}. */
    Value describe(Maker maker);
  }

  /** Makes a case. */
  public static OpCase of(String name, Description description) {
    return of(name, new TestWeights(name.hashCode()), description);
  }

  /** Makes a case over given weights. */
  public static OpCase of(String name, TestWeights weights, Description description) {
    Maker maker = new Maker(name, weights);
    maker.graph.output("y", description.describe(maker));
    return new OpCase(name, maker.graph.build(), weights, maker.inputs);
  }

  /** The builder of a case's graph, and random inputs for it. */
  public static final class Maker {
    private final GraphBuilder graph;
    private final Random random;
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();

    Maker(String name, Weights weights) {
      graph = new GraphBuilder("case '" + name + "'", WeightCatalogue.of(weights));
      random = new Random(31L * name.hashCode());
    }

    /** The builder of the graph. */
    public GraphBuilder graph() {
      return graph;
    }

    /** A module of the graph. */
    public Scope scope(String module) {
      return Scope.root(graph).sub(module);
    }

    /** An input of random numbers in [-3, 3]. */
    public Value input(int... dims) {
      FloatTensor x = TestWeights.randomTensor(random, dims);
      for (int i = 0; i < x.values().length; i++) {
        x.values()[i] *= 3;
      }
      return input(x);
    }

    /** An input of random integers from 0 to a limit. */
    public Value ids(int limit, int... dims) {
      long[] values = random.longs(Shape.of(dims).elements(), 0, limit).toArray();
      return input(LongTensor.of(values, dims));
    }

    /** A given input. */
    public Value input(Tensor tensor) {
      String name = "x" + inputs.size();
      inputs.put(name, tensor);
      ElementType type = tensor.type();
      return graph.input(name, Rate.STEP, type, tensor.shape().dims());
    }
  }
}
