package io.asva.core.runtime;

import ai.onnxruntime.OnnxTensor;
import io.asva.core.graph.Batch;
import io.asva.core.graph.Graph;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Checks that what a run is given fits a network's inputs.
 *
 * @param graph the network
 * @param batch how many elements its batch has
 */
record Signature(Graph graph, Batch batch) {

  /**
   * Checks names, shapes and types.
   *
   * @throws ModelException if anything is missing, misshapen or of another type, or has a name that
   *     the network doesn't know
   */
  void check(Map<String, Tensor> inputs, Map<String, OnnxTensor> retained) {
    OptionalInt elements = elements(inputs, retained);
    for (Graph.Input input : graph.inputs()) {
      Tensor tensor = inputs.get(input.name());
      if (tensor != null) {
        checkGiven(input, tensor, elements);
      } else {
        checkRetained(input, retained.get(input.name()), inputs, elements);
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

  /** How many elements the first input has that fits any number; empty if none does. */
  private OptionalInt elements(Map<String, Tensor> inputs, Map<String, OnnxTensor> retained) {
    for (Graph.Input input : graph.inputs()) {
      Tensor given = inputs.get(input.name());
      OnnxTensor kept = retained.get(input.name());
      if (given != null || kept != null) {
        Shape found = given != null ? given.shape() : shape(Objects.requireNonNull(kept));
        OptionalInt elements = batch.elements(input.value().shape(), found);
        if (elements.isPresent()) {
          return elements;
        }
      }
    }
    return OptionalInt.empty();
  }

  private static Shape shape(OnnxTensor tensor) {
    long[] shape = tensor.getInfo().getShape();
    return Shape.of(Arrays.stream(shape).mapToInt(Math::toIntExact).toArray());
  }

  private boolean fits(Graph.Input input, Shape found, OptionalInt elements) {
    Shape described = input.value().shape();
    return found.equals(elements.isPresent() ? batch.of(described, elements.getAsInt()) : described)
        && (batch == Batch.FIXED || elements.isPresent());
  }

  private void checkGiven(Graph.Input input, Tensor tensor, OptionalInt elements) {
    if (!fits(input, tensor.shape(), elements) || tensor.type() != input.value().type()) {
      throw misfit(input, tensor.type() + " " + tensor.shape(), elements);
    }
  }

  private void checkRetained(
      Graph.Input input,
      @Nullable OnnxTensor value,
      Map<String, Tensor> inputs,
      OptionalInt elements) {
    if (value == null) {
      throw new ModelException(
          "The "
              + graph.name()
              + " needs an input "
              + input.name()
              + ", "
              + wanted(input, elements)
              + "; given are "
              + inputs.keySet().stream().sorted().toList()
              + ".");
    }
    if (!fits(input, shape(value), elements)) {
      throw misfit(
          input,
          Arrays.toString(value.getInfo().getShape())
              + " that another network computed for another geometry",
          elements);
    }
  }

  private String wanted(Graph.Input input, OptionalInt elements) {
    Shape shape = input.value().shape();
    return input.value().type()
        + " "
        + (elements.isPresent()
            ? batch.of(shape, elements.getAsInt()).toString()
            : batch.words(shape));
  }

  private ModelException misfit(Graph.Input input, String found, OptionalInt elements) {
    return new ModelException(
        "The "
            + graph.name()
            + "'s input "
            + input.name()
            + " must be "
            + wanted(input, elements)
            + ", not "
            + found
            + ".");
  }
}
