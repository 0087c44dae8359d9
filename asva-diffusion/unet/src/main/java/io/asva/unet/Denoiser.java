package io.asva.unet;

import io.asva.core.Cancellation;
import io.asva.core.tensor.Tensor;
import java.util.Map;

/** The networks that run a UNet at each step. */
interface Denoiser extends AutoCloseable {
  /** Estimates the noise; see {@link Unet#denoise}. */
  Map<String, Tensor> run(
      Map<String, Tensor> inputs,
      Unet.Condition condition,
      UnetPass pass,
      Cancellation cancellation);

  /** The share of the multiplications that the outer blocks take; 1 where none are inner. */
  double outerShare();

  @Override
  void close();
}
