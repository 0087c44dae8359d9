package io.asva.unet;

import io.asva.core.Cancellation;
import io.asva.core.concurrent.Closing;
import io.asva.core.graph.Batch;
import io.asva.core.graph.Graph;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Network;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.runtime.RetainedValues;
import io.asva.core.runtime.Scratch;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An open part of a UNet. It takes its own inputs from those of the whole, and from what parts
 * before it gave.
 */
record UnetPart(Graph graph, Network network) implements AutoCloseable {

  /** Opens parts, all or none. */
  static List<UnetPart> open(
      List<Graph> graphs, Weights weights, Device device, NetworkOptions options, Batch batch) {
    List<UnetPart> opened = new ArrayList<>();
    try {
      for (Graph graph : graphs) {
        opened.add(new UnetPart(graph, Network.open(graph, weights, device, options, batch)));
      }
    } catch (RuntimeException | Error e) {
      Closing.after(e, opened);
      throw e;
    }
    return opened;
  }

  Map<String, Tensor> run(
      Map<String, Tensor> inputs,
      List<RetainedValues> retained,
      Scratch scratch,
      Cancellation cancellation) {
    return network.run(own(inputs), retained, scratch, cancellation);
  }

  RetainedValues runRetained(
      Map<String, Tensor> inputs,
      List<RetainedValues> retained,
      Scratch scratch,
      Cancellation cancellation) {
    return network.runRetained(own(inputs), retained, scratch, cancellation);
  }

  private Map<String, Tensor> own(Map<String, Tensor> inputs) {
    Map<String, Tensor> own = new HashMap<>(inputs);
    own.keySet().retainAll(graph.inputs().stream().map(Graph.Input::name).toList());
    return own;
  }

  @Override
  public void close() {
    network.close();
  }
}
