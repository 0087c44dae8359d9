package io.asva.verify.sync;

import static java.util.Objects.requireNonNull;

import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.sync.training.ContrastiveLoss;
import io.asva.sync.training.Matches;
import io.asva.training.AdamW;
import io.asva.training.AdamWOptions;
import io.asva.training.torchscript.LibTorch;
import io.asva.training.torchscript.LiveTensor;
import io.asva.training.torchscript.TrainableNetwork;
import io.asva.training.torchscript.TrainableOptions;
import io.asva.verify.CaseRunner;
import io.asva.verify.CaseWeights;
import io.asva.verify.GoldenCase;
import io.asva.verify.TensorSummary;
import io.asva.verify.TrainingDevices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Computes cases of the kind {@code training.sync}: contrastive steps of AdamW. */
public final class TrainingSyncCases implements CaseRunner {
  private static final int FIGURES = 5;

  @Override
  public Set<String> kinds() {
    return Set.of("training.sync");
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
    ContrastiveLoss.Widths widths = ContrastiveLoss.Widths.published();
    Weights weights = CaseWeights.of(golden, ContrastiveLoss.weights(widths));
    Shape video = golden.input("step_0/video").shape();
    ContrastiveLoss.Geometry geometry =
        new ContrastiveLoss.Geometry(
            video.dim(0), video.dim(1), video.dim(3), video.dim(4), video.dim(5));
    float temperature = (float) golden.json().path("tau").asDouble();
    Graph graph = ContrastiveLoss.graph(widths, geometry, temperature, WeightCatalogue.of(weights));
    AdamWOptions usual = AdamWOptions.DEFAULT;
    AdamWOptions constants =
        new AdamWOptions(
            golden.json().path("learning_rate").asDouble(),
            usual.beta1(),
            usual.beta2(),
            usual.epsilon(),
            golden.json().path("weight_decay").asDouble());
    try (TrainableNetwork network =
            TrainableNetwork.open(
                graph, weights, TrainableOptions.all().withDevice(LibTorch.device(device)));
        AdamW optimizer = new AdamW(constants, byName(network))) {
      return golden.compare(train(golden, network, optimizer));
    }
  }

  private static Map<String, LiveTensor> byName(TrainableNetwork network) {
    return network.trained().stream()
        .collect(Collectors.toMap(LiveTensor::name, Function.identity()));
  }

  private static Map<String, Tensor> train(
      GoldenCase golden, TrainableNetwork network, AdamW optimizer) {
    Map<String, Tensor> actual = new LinkedHashMap<>();
    int steps = golden.json().path("steps").asInt();
    FloatTensor rows = FloatTensor.zeros(steps, FIGURES);
    for (int step = 0; step < steps; step++) {
      FloatTensor video = golden.floats("step_" + step + "/video");
      Map<String, Tensor> outputs =
          network.accumulate(
              Map.of(
                  "audio",
                  golden.floats("step_" + step + "/audio"),
                  "video",
                  video.permute(0, 1, 3, 2, 4, 5)),
              ContrastiveLoss.LOSS,
              1);
      if (step == 0) {
        for (LiveTensor weight : network.trained()) {
          FloatTensor gradient = network.gradient(weight.name()).orElseThrow();
          actual.put("gradient/" + weight.name(), TensorSummary.of(gradient));
        }
      }
      double norm = optimizer.clipGradients(golden.json().path("max_grad_norm").asDouble());
      optimizer.step();
      optimizer.clearGradients();
      Matches matches = Matches.of((FloatTensor) requireNonNull(outputs.get("logits")));
      double[] figures = {
        requireNonNull(outputs.get("av_loss")).valueAt(0),
        requireNonNull(outputs.get("va_loss")).valueAt(0),
        matches.audioToVideo(),
        matches.videoToAudio(),
        norm
      };
      for (int i = 0; i < FIGURES; i++) {
        rows.values()[step * FIGURES + i] = (float) figures[i];
      }
    }
    network.parameters().forEach(weight -> put(actual, weight));
    network.buffers().stream()
        .filter(buffer -> buffer.type().isFloat())
        .forEach(buffer -> put(actual, buffer));
    actual.put("rows", rows);
    return actual;
  }

  private static void put(Map<String, Tensor> actual, LiveTensor tensor) {
    actual.put("weight/" + tensor.name(), TensorSummary.of((FloatTensor) tensor.read()));
  }
}
