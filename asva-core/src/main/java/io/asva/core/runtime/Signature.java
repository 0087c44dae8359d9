package io.asva.core.runtime;

import ai.onnxruntime.OnnxTensor;
import io.asva.core.graph.Graph;
import io.asva.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks that what a run is given fits a network's inputs. */
final class Signature {
  private final Graph graph;

  Signature(Graph graph) {
    this.graph = graph;
  }

  /**
   * Checks names, shapes and types.
   *
   * @throws ModelException if anything is missing, misshapen or of another type, or has a name that
   *     the network doesn't know
   */
  void check(Map<String, Tensor> inputs, Map<String, OnnxTensor> retained) {
    for (Graph.Input input : graph.inputs()) {
      Tensor tensor = inputs.get(input.name());
      if (tensor != null) {
        checkGiven(input, tensor);
      } else {
        checkRetained(input, retained.get(input.name()), inputs);
      }
    }
    List<String> known = graph.inputs().stream().map(Graph.Input::name).toList();
    for (String name : inputs.keySet()) {
      if (!known.contains(name)) {
        throw new ModelException(
            "The " + graph.name() + " has no input " + name + "; its inputs are " + known + ".");
      }
    }
  }

  private void checkGiven(Graph.Input input, Tensor tensor) {
    if (!tensor.shape().equals(input.value().shape()) || tensor.type() != input.value().type()) {
      throw misfit(input, tensor.type() + " " + tensor.shape());
    }
  }

  private void checkRetained(
      Graph.Input input, @Nullable OnnxTensor value, Map<String, Tensor> inputs) {
    if (value == null) {
      throw new ModelException(
          "The "
              + graph.name()
              + " needs an input "
              + input.name()
              + ", "
              + input.value().type()
              + " "
              + input.value().shape()
              + "; given are "
              + inputs.keySet().stream().sorted().toList()
              + ".");
    }
    long[] shape = value.getInfo().getShape();
    if (!Arrays.equals(shape, input.value().shape().longs())) {
      throw misfit(
          input, Arrays.toString(shape) + " that another network computed for another geometry");
    }
  }

  private ModelException misfit(Graph.Input input, String found) {
    return new ModelException(
        "The "
            + graph.name()
            + "'s input "
            + input.name()
            + " must be "
            + input.value().type()
            + " "
            + input.value().shape()
            + ", not "
            + found
            + ".");
  }
}
