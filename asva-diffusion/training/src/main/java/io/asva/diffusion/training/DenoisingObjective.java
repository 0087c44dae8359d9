package io.asva.diffusion.training;

import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.Tensor;
import io.asva.training.Batch;
import io.asva.training.NetworkPart;
import io.asva.training.torchscript.TrainableNetwork;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetModel;
import java.util.Map;

/**
 * To estimate the noise that was added to clips, at timesteps that are drawn first.
 *
 * @param model the run's networks
 * @param start the denoiser before training
 * @param geometry of a batch
 * @param batches make its inputs
 */
record DenoisingObjective(
    AnimationModelConfig model, UnetModel start, UnetGeometry geometry, ClipBatches batches)
    implements Objective {

  @Override
  public Graph graph() {
    return DenoisingLoss.graph(
        start.config(), geometry, model.firstFrame(), WeightCatalogue.of(start.weights()));
  }

  @Override
  public Map<String, Tensor> inputs(Batch<AnimationClip> batch, CounterRandom random) {
    long[] timesteps = new long[batch.size()];
    for (int i = 0; i < timesteps.length; i++) {
      timesteps[i] = random.nextInt(model.scheduler().numTrainTimesteps());
    }
    return batches.inputs(batch, timesteps, random);
  }

  @Override
  public NetworkPart trained(TrainableNetwork network, String config) {
    return NetworkPart.whole(network, config);
  }

  @Override
  public void close() {}
}
