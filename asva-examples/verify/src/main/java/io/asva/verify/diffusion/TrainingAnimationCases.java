package io.asva.verify.diffusion;

import static java.util.Objects.requireNonNull;

import io.asva.core.config.ModelConfig;
import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.training.DenoisingLoss;
import io.asva.diffusion.training.FirstFrame;
import io.asva.diffusion.training.NoisyClips;
import io.asva.training.AdamW;
import io.asva.training.AdamWOptions;
import io.asva.training.TrainableModules;
import io.asva.training.torchscript.LibTorch;
import io.asva.training.torchscript.LiveTensor;
import io.asva.training.torchscript.Recomputation;
import io.asva.training.torchscript.TrainableNetwork;
import io.asva.training.torchscript.TrainableOptions;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGraph;
import io.asva.verify.CaseRunner;
import io.asva.verify.CaseWeights;
import io.asva.verify.GoldenCase;
import io.asva.verify.TensorSummary;
import io.asva.verify.TrainingDevices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Golden cases of the kind {@code training.animation}: steps of AdamW on given draws. */
public final class TrainingAnimationCases implements CaseRunner {
  private static final TrainableModules TRAINED = new TrainableModules(List.of("_temp", "_audio"));

  private final Recomputation recomputation;

  /** Keeps what the backward pass needs. */
  public TrainingAnimationCases() {
    this(Recomputation.NONE);
  }

  TrainingAnimationCases(Recomputation recomputation) {
    this.recomputation = recomputation;
  }

  @Override
  public Set<String> kinds() {
    return Set.of("training.animation");
  }

  @Override
  public Optional<String> missing() {
    return LibTorch.missing();
  }

  @Override
  public Optional<String> missing(Device device) {
    return TrainingDevices.missing(device);
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    UnetConfig config = UnetConfig.of(ModelConfig.of(golden.json().path("config"), golden.name()));
    Weights weights = CaseWeights.of(golden, UnetGraph.weights(config));
    Graph graph =
        DenoisingLoss.graph(
            config,
            CaseGeometry.of(golden, "step_0_0/"),
            FirstFrame.GIVEN,
            WeightCatalogue.of(weights));
    TrainableOptions options =
        TrainableOptions.all()
            .withTrained(TRAINED)
            .withRecomputation(recomputation)
            .withDevice(LibTorch.device(device));
    try (TrainableNetwork network = TrainableNetwork.open(graph, weights, options);
        AdamW optimizer = new AdamW(constants(golden), byName(network))) {
      return golden.compare(train(golden, network, optimizer));
    }
  }

  private static AdamWOptions constants(GoldenCase golden) {
    AdamWOptions usual = AdamWOptions.DEFAULT;
    return new AdamWOptions(
        golden.json().path("learning_rate").asDouble(),
        usual.beta1(),
        usual.beta2(),
        usual.epsilon(),
        golden.json().path("weight_decay").asDouble());
  }

  private static Map<String, LiveTensor> byName(TrainableNetwork network) {
    return network.trained().stream()
        .collect(Collectors.toMap(LiveTensor::name, Function.identity()));
  }

  private static Map<String, Tensor> train(
      GoldenCase golden, TrainableNetwork network, AdamW optimizer) {
    Map<String, Tensor> actual = new LinkedHashMap<>();
    List<Float> losses = new ArrayList<>();
    List<Float> norms = new ArrayList<>();
    int parts = golden.json().path("accumulation").asInt(1);
    for (int step = 0; step < golden.json().path("steps").asInt(); step++) {
      for (int part = 0; part < parts; part++) {
        Map<String, Tensor> inputs = inputs(golden, "step_" + step + "_" + part + "/");
        Map<String, Tensor> outputs = network.accumulate(inputs, DenoisingLoss.LOSS, 1f / parts);
        losses.add((float) requireNonNull(outputs.get(DenoisingLoss.LOSS)).valueAt(0));
      }
      if (step == 0) {
        network
            .trained()
            .forEach(
                weight ->
                    network
                        .gradient(weight.name())
                        .ifPresent(
                            g -> actual.put("gradient/" + weight.name(), TensorSummary.of(g))));
      }
      double limit = golden.json().path("max_grad_norm").asDouble();
      norms.add((float) optimizer.clipGradients(limit));
      optimizer.step();
      optimizer.clearGradients();
    }
    for (LiveTensor weight : network.trained()) {
      actual.put("weight/" + weight.name(), TensorSummary.of((FloatTensor) weight.read()));
    }
    actual.put("losses", FloatTensor.vector(losses));
    actual.put("gradient_norms", FloatTensor.vector(norms));
    return actual;
  }

  private static Map<String, Tensor> inputs(GoldenCase golden, String prefix) {
    NoisyClips noisy = NoisyClips.of(SchedulerConfig.stableDiffusion(), FirstFrame.GIVEN);
    Map<String, Tensor> inputs =
        noisy.inputs(
            golden.floats(prefix + "latents").channelsLast(),
            golden.floats(prefix + "noise").channelsLast(),
            ((LongTensor) golden.input(prefix + "timestep")).values());
    inputs.put("text", golden.floats(prefix + "text"));
    inputs.put("audio", golden.floats(prefix + "audio"));
    return inputs;
  }
}
