package io.asva.training.torchscript;

import io.asva.core.graph.Value;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network as the source of a TorchScript module, and what has to be put into the module before
 * the source is compiled.
 *
 * <p>The source defines the method {@code forward}, which takes the inputs in order as tensors and
 * returns the outputs in order as a list of tensors.
 *
 * <p>Immutable.
 *
 * @param network what it is, for messages
 * @param source the methods of the module
 * @param parameters the weights, each tensor of the checkpoint once, in the order of first use
 * @param buffers the arrays that belong to the description
 * @param inputs the inputs, named as callers name them
 * @param outputs names of the outputs
 */
public record TorchScript(
    String network,
    String source,
    List<Parameter> parameters,
    List<Buffer> buffers,
    List<Input> inputs,
    List<String> outputs) {

  /** Copies the lists. */
  public TorchScript {
    parameters = List.copyOf(parameters);
    buffers = List.copyOf(buffers);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The inputs in order, as they must be. */
  List<Tensor> inOrder(Map<String, Tensor> inputs) {
    List<Tensor> arguments = new ArrayList<>();
    for (Input input : this.inputs) {
      Tensor tensor = inputs.get(input.name());
      if (tensor != null) {
        check(input, tensor);
        arguments.add(tensor);
      }
    }
    List<String> names = this.inputs.stream().map(Input::name).toList();
    if (arguments.size() != names.size() || inputs.size() != names.size()) {
      throw new TorchScriptException(
          network + " takes the inputs " + names + ", not " + inputs.keySet());
    }
    return arguments;
  }

  private void check(Input input, Tensor tensor) {
    Value expected = input.value();
    if (tensor.type() != expected.type() || !tensor.shape().equals(expected.shape())) {
      throw new TorchScriptException(
          network
              + " takes "
              + input.name()
              + " as "
              + expected.type()
              + " "
              + expected.shape()
              + ", not "
              + tensor.type()
              + " "
              + tensor.shape());
    }
  }

  /**
   * A weight.
   *
   * @param identifier the module's attribute that the source reads
   * @param name the tensor's name in the checkpoint
   * @param shape the tensor's shape in the checkpoint, which the parameter has too
   */
  public record Parameter(String identifier, String name, Shape shape) {}

  /**
   * An array that belongs to the description.
   *
   * @param identifier the module's attribute that the source reads
   * @param tensor the array
   */
  public record Buffer(String identifier, Tensor tensor) {}

  /**
   * An input.
   *
   * @param name the name that callers use
   * @param value the shape and type that it must have
   */
  public record Input(String name, Value value) {}
}
