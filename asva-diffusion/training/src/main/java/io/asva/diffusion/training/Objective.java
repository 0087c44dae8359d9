package io.asva.diffusion.training;

import io.asva.core.graph.Graph;
import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.Tensor;
import io.asva.training.Batch;
import io.asva.training.NetworkPart;
import io.asva.training.torchscript.TrainableNetwork;
import java.util.Map;

/**
 * The purpose of a denoiser's training: the loss behind it, and what of a batch goes into that.
 *
 * <p>Not safe for use by many threads.
 */
interface Objective extends AutoCloseable {
  /** The denoiser with an output {@link DenoisingLoss#LOSS}. */
  Graph graph();

  /** The inputs of that graph for a batch. */
  Map<String, Tensor> inputs(Batch<AnimationClip> batch, CounterRandom random);

  /**
   * The denoiser as the trainer sees it.
   *
   * @param network opened from the graph
   * @param config the text of its {@code config.json}
   */
  NetworkPart trained(TrainableNetwork network, String config);

  @Override
  void close();
}
