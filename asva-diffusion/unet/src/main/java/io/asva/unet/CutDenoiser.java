package io.asva.unet;

import io.asva.core.Cancellation;
import io.asva.core.concurrent.Closing;
import io.asva.core.graph.Graph;
import io.asva.core.graph.Multiplications;
import io.asva.core.graph.pass.Cutting;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Network;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.runtime.RetainedValues;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A UNet in three networks, of which the inner one can be left out: each weight is in one of them,
 * so together they take the memory of one. What goes from one to the next stays where it was
 * computed.
 *
 * @param before the blocks on the way down that always run
 * @param inner the blocks whose result is remembered
 * @param after the blocks on the way up that always run
 */
record CutDenoiser(Part before, Part inner, Part after) implements Denoiser {

  /** A network with its description. */
  private record Part(Graph graph, Network network) implements AutoCloseable {
    /** Those of the inputs that it takes. */
    Map<String, Tensor> of(Map<String, Tensor> inputs) {
      Map<String, Tensor> taken = new HashMap<>(inputs);
      taken.keySet().retainAll(graph.inputs().stream().map(Graph.Input::name).toList());
      return taken;
    }

    @Override
    public void close() {
      network.close();
    }
  }

  static CutDenoiser open(Cutting parts, Weights weights, Device device, NetworkOptions options) {
    List<Part> opened = new ArrayList<>();
    try {
      for (Graph graph : List.of(parts.before(), parts.inner(), parts.after())) {
        opened.add(new Part(graph, Network.open(graph, weights, device, options)));
      }
    } catch (RuntimeException | Error e) {
      Closing.after(e, opened);
      throw e;
    }
    return new CutDenoiser(opened.get(0), opened.get(1), opened.get(2));
  }

  @Override
  public Map<String, Tensor> run(
      Map<String, Tensor> inputs,
      Unet.Condition condition,
      UnetPass pass,
      Cancellation cancellation) {
    RetainedValues digested = condition.values();
    try (RetainedValues skips =
        before
            .network()
            .runRetained(before.of(inputs), List.of(digested), pass.outer(), cancellation)) {
      if (pass.depth() == UnetPass.Depth.WHOLE) {
        condition.remember(
            inner
                .network()
                .runRetained(
                    inner.of(inputs), List.of(digested, skips), pass.inner(), cancellation));
      }
      return after
          .network()
          .run(
              after.of(inputs),
              List.of(digested, skips, condition.features()),
              pass.outer(),
              cancellation);
    }
  }

  @Override
  public double outerShare() {
    double outer = Multiplications.of(before.graph()) + Multiplications.of(after.graph());
    return outer / (outer + Multiplications.of(inner.graph()));
  }

  @Override
  public void close() {
    Closing.all(before, inner, after);
  }
}
