package io.asva.training;

import io.asva.training.torchscript.LiveTensor;
import java.util.Collection;
import java.util.List;

/**
 * A network as training and its checkpoints see it: named tensors that the backward pass and the
 * optimiser change, and its {@code config.json}. Its folder in a checkpoint can be opened at once
 * by what runs such a network.
 */
public interface TrainedNetwork {
  /** The text of its {@code config.json}. */
  String config();

  /**
   * All its weights, under the names of the published checkpoints and in their order. Those whose
   * {@link LiveTensor#trained()} holds are changed; the others are saved as they are.
   */
  Collection<LiveTensor> weights();

  /** The buffers that it changes by itself: batch norms' running statistics. */
  Collection<LiveTensor> buffers();

  /**
   * Where the average of the trained weights over time is to lie, for a task that computes with it:
   * tensors of another network under the same names. A run writes to them from its beginning; what
   * has none here is averaged in memory of the trainer's. None unless overridden.
   */
  default Collection<LiveTensor> averages() {
    return List.of();
  }
}
