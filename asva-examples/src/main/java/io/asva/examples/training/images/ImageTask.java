package io.asva.examples.training.images;

import static java.util.Objects.requireNonNull;

import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.training.DenoisingLoss;
import io.asva.diffusion.training.FirstFrame;
import io.asva.diffusion.training.FreshNetworks;
import io.asva.diffusion.training.NoisyClips;
import io.asva.examples.training.run.Settings;
import io.asva.training.Batch;
import io.asva.training.Examples;
import io.asva.training.Losses;
import io.asva.training.NetworkPart;
import io.asva.training.StepContext;
import io.asva.training.TrainedNetwork;
import io.asva.training.TrainingTask;
import io.asva.training.torchscript.TrainableNetwork;
import io.asva.training.torchscript.TrainableOptions;
import io.asva.unet.UnetConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Trains the text encoder, and the denoiser on images. Not safe for use by many threads. */
final class ImageTask implements TrainingTask<LatentImage>, AutoCloseable {
  /** The folder of the denoiser in a checkpoint. */
  static final String UNET = "unet";

  /** The folder of the text encoder in a checkpoint. */
  static final String TEXT = "text_encoder";

  private final Examples<LatentImage> examples;
  private final List<LatentImage> unseen;
  private final SchedulerConfig scheduler;
  private final NoisyClips noisy;
  private final FloatTensor nullAudio;
  private final TrainableNetwork network;
  private final Map<String, TrainedNetwork> networks = new LinkedHashMap<>();

  /**
   * A fresh text encoder and a fresh denoiser.
   *
   * @param unet the denoiser's {@code config.json}
   * @param text the text encoder's
   * @param nullAudio the tokens that stand for no sound, (1, 229, channels)
   * @param unseen images to evaluate on, at least a batch
   */
  ImageTask(
      String unet,
      String text,
      int batch,
      long seed,
      Examples<LatentImage> examples,
      SchedulerConfig scheduler,
      FloatTensor nullAudio,
      List<LatentImage> unseen) {
    this.examples = examples;
    this.unseen = List.copyOf(unseen);
    this.scheduler = scheduler;
    this.noisy = NoisyClips.of(scheduler, FirstFrame.NOISY);
    this.nullAudio = FloatTensor.concat(Collections.nCopies(batch, nullAudio));
    UnetConfig unetConfig = UnetConfig.of(Settings.config(unet));
    ClipTextConfig textConfig = ClipTextConfig.of(Settings.config(text));
    Weights fresh = fresh(unetConfig, textConfig, seed);
    int side = unseen.get(0).latent().shape().dim(2);
    Graph graph =
        ImageDenoising.graph(unetConfig, textConfig, batch, side, WeightCatalogue.of(fresh));
    network =
        TrainableNetwork.open(
            graph, fresh, TrainableOptions.all().withTrained(ImageDenoising::isTrained));
    networks.put(UNET, NetworkPart.of(network, ImageDenoising.UNET, unet));
    networks.put(TEXT, NetworkPart.of(network, ImageDenoising.TEXT, text));
  }

  private static Weights fresh(UnetConfig unet, ClipTextConfig text, long seed) {
    return Weights.join(
        "the networks before training",
        FreshNetworks.unet(unet, seed).inMemory().renamed(ImageDenoising.UNET::concat),
        FreshNetworks.text(text, seed).inMemory().renamed(ImageDenoising.TEXT::concat));
  }

  @Override
  public Map<String, TrainedNetwork> networks() {
    return networks;
  }

  @Override
  public Examples<LatentImage> examples() {
    return examples;
  }

  @Override
  public Losses backward(Batch<LatentImage> batch, StepContext context) {
    Map<String, Tensor> outputs =
        network.accumulate(
            inputs(batch.examples(), context.random()),
            DenoisingLoss.LOSS,
            (float) context.lossScale());
    return new Losses(loss(outputs));
  }

  private static double loss(Map<String, Tensor> outputs) {
    return requireNonNull(outputs.get(DenoisingLoss.LOSS)).valueAt(0);
  }

  private Map<String, Tensor> inputs(List<LatentImage> images, CounterRandom random) {
    long[] steps = new long[images.size()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = random.nextInt(scheduler.numTrainTimesteps());
    }
    FloatTensor latents = FloatTensor.concat(images.stream().map(LatentImage::latent).toList());
    Map<String, Tensor> inputs =
        new LinkedHashMap<>(noisy.inputs(latents, random.normal(latents.shape().dims()), steps));
    int length = images.get(0).ids().length;
    long[] ids = new long[images.size() * length];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i).ids(), 0, ids, i * length, length);
    }
    inputs.put("ids", LongTensor.of(ids, images.size(), length));
    inputs.put("audio", nullAudio);
    return inputs;
  }

  /** The loss on unseen images, with the same noise each time. */
  @Override
  public Map<String, Double> evaluate(int step, BooleanSupplier stopped) {
    int size = nullAudio.shape().dim(0);
    int batches = unseen.size() / size;
    double sum = 0;
    for (int i = 0; i < batches; i++) {
      List<LatentImage> images = unseen.subList(i * size, (i + 1) * size);
      sum += loss(network.evaluate(inputs(images, CounterRandom.of(i))));
    }
    return Map.of("test_loss", sum / batches);
  }

  @Override
  public void close() {
    network.close();
  }
}
