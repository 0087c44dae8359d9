package io.asva.unet;

import io.asva.core.Cancellation;
import io.asva.core.concurrent.Closing;
import io.asva.core.graph.Batch;
import io.asva.core.graph.Graph;
import io.asva.core.graph.Multiplications;
import io.asva.core.graph.pass.Cutting;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.runtime.RetainedValues;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
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
record CutDenoiser(UnetPart before, UnetPart inner, UnetPart after) implements Denoiser {

  static CutDenoiser open(Cutting parts, Weights weights, Device device, NetworkOptions options) {
    List<UnetPart> opened =
        UnetPart.open(
            List.of(parts.before(), parts.inner(), parts.after()),
            weights,
            device,
            options,
            Batch.FIXED);
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
        before.runRetained(inputs, List.of(digested), pass.outer(), cancellation)) {
      if (pass.depth() == UnetPass.Depth.WHOLE) {
        condition.remember(
            inner.runRetained(inputs, List.of(digested, skips), pass.inner(), cancellation));
      }
      return after.run(
          inputs, List.of(digested, skips, condition.features()), pass.outer(), cancellation);
    }
  }

  @Override
  public double outerShare() {
    return outerShare(before.graph(), inner.graph(), after.graph());
  }

  /** The share of the multiplications that the outer parts take. */
  static double outerShare(Graph before, Graph inner, Graph after) {
    double outer = Multiplications.of(before) + Multiplications.of(after);
    return outer / (outer + Multiplications.of(inner));
  }

  @Override
  public void close() {
    Closing.all(before, inner, after);
  }
}
