package io.asva.unet;

import io.asva.core.Cancellation;
import io.asva.core.runtime.Network;
import io.asva.core.tensor.Tensor;
import java.util.Map;

/** A UNet in one network. */
record WholeDenoiser(Network network) implements Denoiser {
  static final String NOT_CUT = "this UNet was opened whole; only a cut one has outer blocks";

  @Override
  public Map<String, Tensor> run(
      Map<String, Tensor> inputs,
      Unet.Condition condition,
      UnetPass pass,
      Cancellation cancellation) {
    if (pass.depth() == UnetPass.Depth.OUTER) {
      throw new IllegalStateException(NOT_CUT);
    }
    return network.run(inputs, condition.values(), pass.outer(), cancellation);
  }

  @Override
  public double outerShare() {
    return 1;
  }

  @Override
  public void close() {
    network.close();
  }
}
