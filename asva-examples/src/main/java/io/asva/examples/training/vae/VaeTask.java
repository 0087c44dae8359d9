package io.asva.examples.training.vae;

import static java.util.Objects.requireNonNull;

import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.diffusion.training.FreshNetworks;
import io.asva.diffusion.training.VaeLoss;
import io.asva.examples.training.data.ImageBatch;
import io.asva.media.Image;
import io.asva.training.Batch;
import io.asva.training.Examples;
import io.asva.training.Losses;
import io.asva.training.NetworkPart;
import io.asva.training.StepContext;
import io.asva.training.TrainedNetwork;
import io.asva.training.TrainingTask;
import io.asva.training.torchscript.TrainableNetwork;
import io.asva.training.torchscript.TrainableOptions;
import io.asva.vae.VaeConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Trains an autoencoder on images. Not safe for use by many threads. */
final class VaeTask implements TrainingTask<Image>, AutoCloseable {
  /** The folder of the network in a checkpoint. */
  static final String NAME = "vae";

  // Of a number of the latents in nats; at an optimum it costs far less than the errors that remain
  // at 28 dB.
  private static final double DIVERGENCE_WEIGHT = 1e-3;

  private final Examples<Image> examples;
  private final List<Image> unseen;
  private final TrainableNetwork network;
  private final Map<String, TrainedNetwork> networks;

  /**
   * A fresh autoencoder.
   *
   * @param json its {@code config.json}
   * @param unseen images to evaluate it on, at least a batch
   */
  VaeTask(
      VaeConfig config,
      String json,
      int batch,
      long seed,
      Examples<Image> examples,
      List<Image> unseen) {
    this.examples = examples;
    this.unseen = List.copyOf(unseen);
    Weights fresh = FreshNetworks.vae(config, seed).inMemory();
    Image first = unseen.get(0);
    Graph graph =
        VaeLoss.graph(
            config,
            batch,
            first.height(),
            first.width(),
            DIVERGENCE_WEIGHT,
            WeightCatalogue.of(fresh));
    network = TrainableNetwork.open(graph, fresh, TrainableOptions.all());
    networks = Map.of(NAME, NetworkPart.whole(network, json));
  }

  @Override
  public Map<String, TrainedNetwork> networks() {
    return networks;
  }

  @Override
  public Examples<Image> examples() {
    return examples;
  }

  @Override
  public Losses backward(Batch<Image> batch, StepContext context) {
    FloatTensor noise = context.random().normal(noiseShape());
    Map<String, Tensor> inputs = Map.of("image", ImageBatch.of(batch.examples()), "noise", noise);
    Map<String, Tensor> outputs =
        network.accumulate(inputs, VaeLoss.LOSS, (float) context.lossScale());
    Map<String, Double> others = new LinkedHashMap<>();
    for (String name : List.of(VaeLoss.ABSOLUTE_ERROR, VaeLoss.SQUARED_ERROR, VaeLoss.DIVERGENCE)) {
      others.put("train_" + name, value(outputs, name));
    }
    return new Losses(value(outputs, VaeLoss.LOSS), others);
  }

  private int[] noiseShape() {
    return requireNonNull(network.inputs().get("noise")).shape().dims();
  }

  private static double value(Map<String, Tensor> outputs, String name) {
    return requireNonNull(outputs.get(name)).valueAt(0);
  }

  /** Decodes the means of unseen images' latents, by the weights as they are now. */
  @Override
  public Map<String, Double> evaluate(int step, BooleanSupplier stopped) {
    FloatTensor noise = FloatTensor.zeros(noiseShape());
    int size = noise.shape().dim(0);
    double squares = 0;
    int batches = unseen.size() / size;
    for (int i = 0; i < batches; i++) {
      FloatTensor image = ImageBatch.of(unseen.subList(i * size, (i + 1) * size));
      Map<String, Tensor> outputs = network.evaluate(Map.of("image", image, "noise", noise));
      squares += value(outputs, VaeLoss.SQUARED_ERROR);
    }
    // Images reach from -1 to 1, so the peak is 2.
    return Map.of("test_psnr", 10 * Math.log10(4 / (squares / batches)));
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("divergence_weight", String.valueOf(DIVERGENCE_WEIGHT));
  }

  @Override
  public void close() {
    network.close();
  }
}
