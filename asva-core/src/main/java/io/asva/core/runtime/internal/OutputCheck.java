package io.asva.core.runtime.internal;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.op.Weight;
import io.asva.core.tensor.FiniteCheck;
import io.asva.core.tensor.NonFiniteException;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rule that no network gives numbers that are none without an error. What they come from is
 * looked for when there is one: weights are not read for it before.
 *
 * <p>Immutable.
 */
public final class OutputCheck {
  private final String network;
  private final Weights weights;
  private final boolean half;

  private OutputCheck(String network, Weights weights, boolean half) {
    this.network = network;
    this.weights = weights;
    this.half = half;
  }

  /**
   * The check of a network.
   *
   * @param weights its weights; of those in memory none is held
   * @param half whether it computes in half precision
   */
  public static OutputCheck of(Graph graph, Weights weights, boolean half) {
    Map<String, WeightTensor> inFiles = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Weight weight) {
        WeightTensor tensor = weights.require(weight.name());
        if (tensor.data() instanceof WeightTensor.InFile) {
          inFiles.put(tensor.name(), tensor);
        }
      }
    }
    return new OutputCheck(graph.name(), Weights.of(weights.source(), inFiles.values()), half);
  }

  /**
   * Looks at what a run gave.
   *
   * @return the outputs
   * @throws NonFiniteException if one holds NaN or infinity
   */
  public Map<String, Tensor> require(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    outputs.forEach(
        (name, output) ->
            FiniteCheck.find(output)
                .ifPresent(
                    wrong -> {
                      throw new NonFiniteException(
                          "What the "
                              + network
                              + " gives as "
                              + name
                              + " "
                              + wrong
                              + ". "
                              + cause(inputs));
                    }));
    return outputs;
  }

  private String cause(Map<String, Tensor> inputs) {
    for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
      Optional<String> wrong = FiniteCheck.find(input.getValue());
      if (wrong.isPresent()) {
        return "Its input " + input.getKey() + " " + wrong.get() + ": look at what made that.";
      }
    }
    List<String> broken = broken();
    if (!broken.isEmpty()) {
      return "Of its weights in "
          + weights.source()
          + " "
          + broken.get(0)
          + (broken.size() > 1 ? ", and so are " + (broken.size() - 1) + " more tensors" : "")
          + ": the file is damaged, or its training went wrong; get another one.";
    }
    return half
        ? "Half precision holds numbers up to 65504 alone: compute in single precision."
        : "Its inputs are finite: its weights don't belong to it, or its inputs are far larger than"
            + " those it was trained on.";
  }

  private List<String> broken() {
    List<String> broken = new ArrayList<>();
    for (WeightTensor tensor : weights.tensors()) {
      FiniteCheck.find(weights.read(tensor.name()))
          .ifPresent(wrong -> broken.add(tensor.name() + " " + wrong));
    }
    return broken;
  }
}
