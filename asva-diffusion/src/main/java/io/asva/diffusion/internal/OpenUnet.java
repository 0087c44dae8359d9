package io.asva.diffusion.internal;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.FeatureCache;
import io.asva.unet.UnetGeometry;
import java.util.List;
import java.util.OptionalInt;

/** The UNet that an animator has open: it makes its evaluations one by one, or as batches. */
interface OpenUnet extends AutoCloseable {
  /**
   * A condition that the UNet is evaluated under.
   *
   * @param text (1, tokens, channels)
   * @param audio (1, tokens, channels)
   */
  record Condition(FloatTensor text, FloatTensor audio) {}

  /** A clip's conditions, as this UNet takes them. For one thread at a time. */
  interface Clip extends AutoCloseable {
    /**
     * The estimates of the noise in a sample (1, frames, h, w, channels).
     *
     * @param evaluations under which conditions, each at most once
     * @return in the order of the evaluations
     */
    List<FloatTensor> denoise(
        FloatTensor sample,
        int timestep,
        List<EvaluationPlan.Evaluation> evaluations,
        Cancellation cancellation);

    @Override
    void close();
  }

  /** The geometry of one clip. */
  UnetGeometry geometry();

  /** The skip connection at which it is cut. */
  OptionalInt cutAt();

  /** The share of an evaluation's multiplications that its outer blocks take. */
  double outerShare();

  /** How many evaluations can be one. */
  int batch();

  /** Begins a clip. */
  Clip begin(List<Condition> conditions, Cancellation cancellation);

  @Override
  void close();

  /** Whether it serves clips of a geometry; one that is cut serves those without a cache, too. */
  default boolean serves(UnetGeometry wanted, FeatureCache cache) {
    return geometry().equals(wanted)
        && (!cache.isUsed() || cutAt().equals(OptionalInt.of(cache.branch())));
  }
}
