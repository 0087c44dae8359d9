package io.asva.diffusion.training;

import static java.util.Objects.requireNonNull;

import io.asva.core.concurrent.Closing;
import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.diffusion.Guidance;
import io.asva.diffusion.model.Distilled;
import io.asva.diffusion.scheduler.ConsistencyDistillation;
import io.asva.diffusion.scheduler.Mixing;
import io.asva.training.Batch;
import io.asva.training.NetworkPart;
import io.asva.training.torchscript.Recomputation;
import io.asva.training.torchscript.TrainableNetwork;
import io.asva.training.torchscript.TrainableOptions;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetGraph;
import io.asva.unet.UnetModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * To come to the same sample from two neighbouring timesteps of the teacher, the denoiser as it was
 * before training: latent consistency distillation (Luo et al., 2023). From a noisy clip the
 * teacher goes one step under guidance; the target, an average of the student over time, tells from
 * there which sample the student is to find from where the teacher began.
 *
 * <p>For each batch are drawn a step of the teacher for each clip, then what {@link ClipBatches}
 * draws, then which paths the audio encoder drops for the audio that stands for none.
 */
final class DistillationObjective implements Objective {
  private static final String SAMPLE = "sample";
  private static final String TIMESTEP = "timestep";
  private static final String TEXT = "text";
  private static final String AUDIO = "audio";
  private static final String EPS = "eps";

  private final DistillationConfig config;
  private final AnimationModelConfig model;
  private final UnetModel start;
  private final UnetGeometry geometry;
  private final ClipBatches batches;
  private final ConsistencyDistillation schedule;
  private final Guidance guidance;
  private final TrainableNetwork teacher;
  private final TrainableNetwork target;

  private DistillationObjective(
      DistillationConfig config,
      DenoisingObjective denoising,
      TrainableNetwork teacher,
      TrainableNetwork target) {
    this.config = config;
    this.model = denoising.model();
    this.start = denoising.start();
    this.geometry = denoising.geometry();
    this.batches = denoising.batches();
    this.schedule = ConsistencyDistillation.of(model.scheduler());
    this.guidance = Guidance.of(config.guidance());
    this.teacher = teacher;
    this.target = target;
  }

  /**
   * Opens the teacher and the target.
   *
   * @param denoising what the same batches are for in training
   * @param options how the student is opened
   */
  static DistillationObjective open(
      DistillationConfig config, DenoisingObjective denoising, TrainableOptions options) {
    UnetModel start = denoising.start();
    Graph unet =
        UnetGraph.graph(start.config(), denoising.geometry(), WeightCatalogue.of(start.weights()));
    TrainableOptions forward = options.withRecomputation(Recomputation.NONE);
    TrainableNetwork teacher =
        TrainableNetwork.open(unet, start.weights(), forward.withTrained(name -> false));
    TrainableNetwork target = null;
    try {
      target = TrainableNetwork.open(unet, start.weights(), forward);
      return new DistillationObjective(config, denoising, teacher, target);
    } catch (RuntimeException | Error e) {
      Closing.after(e, target, teacher);
      throw e;
    }
  }

  @Override
  public Graph graph() {
    return ConsistencyLoss.graph(
        start.config(), geometry, model.firstFrame(), config, WeightCatalogue.of(start.weights()));
  }

  @Override
  public Map<String, Tensor> inputs(Batch<AnimationClip> batch, CounterRandom random) {
    int[] steps = new int[batch.size()];
    long[] from = new long[steps.length];
    long[] to = new long[steps.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = random.nextInt(schedule.count());
      from[i] = schedule.from(steps[i]);
      to[i] = schedule.to(steps[i]);
    }
    Map<String, Tensor> inputs = new LinkedHashMap<>(batches.inputs(batch, from, random));
    FloatTensor sample = given(inputs, SAMPLE);
    FloatTensor text = given(inputs, TEXT);
    FloatTensor audio = given(inputs, AUDIO);
    FloatTensor next = schedule.solver(steps).of(sample, guided(inputs, random));
    model.firstFrame().keep(sample, next);
    FloatTensor estimate = output(target, next, NoisyClips.asInput(to), text, audio);
    inputs.put(DenoisingLoss.TARGET, schedule.function(to).of(next, estimate));
    Mixing function = schedule.function(from);
    inputs.put(ConsistencyLoss.SAMPLE_FACTOR, forEachClip(function.first()));
    inputs.put(ConsistencyLoss.OUTPUT_FACTOR, forEachClip(function.second()));
    return inputs;
  }

  /** The teacher's estimate under guidance. */
  private FloatTensor guided(Map<String, Tensor> inputs, CounterRandom random) {
    FloatTensor sample = given(inputs, SAMPLE);
    FloatTensor timesteps = given(inputs, TIMESTEP);
    FloatTensor text = given(inputs, TEXT);
    FloatTensor audio = given(inputs, AUDIO);
    int size = sample.shape().dim(0);
    FloatTensor noAudio =
        config.guidance().guidesByAudio() ? batches.withoutAudio(size, random) : audio;
    FloatTensor noText = config.guidance().guidesByText() ? batches.withoutText(size) : text;
    List<FloatTensor> estimates = new ArrayList<>();
    for (Guidance.Branch branch : guidance.branches()) {
      estimates.add(
          output(
              teacher,
              sample,
              timesteps,
              branch.text() ? text : noText,
              branch.audio() ? audio : noAudio));
    }
    return guidance.join(estimates);
  }

  private static FloatTensor output(
      TrainableNetwork network,
      FloatTensor sample,
      FloatTensor timesteps,
      FloatTensor text,
      FloatTensor audio) {
    return given(
        network.evaluate(Map.of(SAMPLE, sample, TIMESTEP, timesteps, TEXT, text, AUDIO, audio)),
        EPS);
  }

  private static FloatTensor given(Map<String, Tensor> tensors, String name) {
    return (FloatTensor) requireNonNull(tensors.get(name));
  }

  private static FloatTensor forEachClip(FloatTensor factors) {
    return factors.reshape(factors.values().length, 1, 1, 1, 1);
  }

  @Override
  public NetworkPart trained(TrainableNetwork network, String json) {
    Distilled distilled =
        new Distilled(
            config.guidance().audio(),
            config.guidance().text(),
            schedule.count(),
            model.scheduler().timestepScaling());
    return NetworkPart.whole(network, distilled.in(json)).averagedIn(target);
  }

  @Override
  public void close() {
    Closing.all(target, teacher);
  }
}
