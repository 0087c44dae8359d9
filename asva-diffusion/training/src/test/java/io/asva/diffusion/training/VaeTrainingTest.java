package io.asva.diffusion.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.Cancellation;
import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.random.CounterRandom;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.training.AdamW;
import io.asva.training.AdamWOptions;
import io.asva.training.torchscript.LiveTensor;
import io.asva.training.torchscript.TrainableNetwork;
import io.asva.training.torchscript.TrainableOptions;
import io.asva.vae.LatentDistribution;
import io.asva.vae.Vae;
import io.asva.vae.VaeConfig;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VaeTrainingTest {
  private static final VaeConfig CONFIG = new VaeConfig(3, 3, 4, List.of(8, 16), 1, 4, 1);
  private static final double WEIGHT = 0.01;

  private final Weights weights = FreshNetworks.vae(CONFIG, 5).inMemory();
  private final CounterRandom random = CounterRandom.of(9);
  private final FloatTensor image = random.uniform(-1, 1, 2, 8, 12, 3);
  private final FloatTensor noise = random.normal(2, 4, 6, 4);
  private final Map<String, Tensor> inputs = Map.of("image", image, "noise", noise);

  private TrainableNetwork open() {
    Graph graph = VaeLoss.graph(CONFIG, 2, 8, 12, WEIGHT, WeightCatalogue.of(weights));
    return TrainableNetwork.open(graph, weights, TrainableOptions.all());
  }

  private static double value(Map<String, Tensor> outputs, String name) {
    return requireNonNull(outputs.get(name)).valueAt(0);
  }

  @Test
  void theLossIsThatOfTheAutoencoderThatRuns() {
    double absolute = 0;
    double squared = 0;
    double divergence = 0;
    try (Vae vae = Vae.open(CONFIG, weights, Device.cpu())) {
      LatentDistribution latent = vae.distribution(image, new Cancellation());
      float[] decoded = vae.decodeRaw(latent.sample(noise), new Cancellation()).values();
      for (int i = 0; i < decoded.length; i++) {
        double difference = decoded[i] - image.values()[i];
        absolute += Math.abs(difference) / decoded.length;
        squared += difference * difference / decoded.length;
      }
      float[] means = latent.mean().values();
      for (int i = 0; i < means.length; i++) {
        double variance = Math.pow(latent.std().values()[i], 2);
        divergence += (means[i] * means[i] + variance - 1 - Math.log(variance)) / 2 / means.length;
      }
    }

    try (TrainableNetwork network = open()) {
      Map<String, Tensor> outputs = network.evaluate(inputs);
      assertThat(value(outputs, VaeLoss.ABSOLUTE_ERROR)).isCloseTo(absolute, within(1e-5));
      assertThat(value(outputs, VaeLoss.SQUARED_ERROR)).isCloseTo(squared, within(1e-5));
      assertThat(value(outputs, VaeLoss.DIVERGENCE)).isCloseTo(divergence, within(1e-5));
      assertThat(value(outputs, VaeLoss.LOSS))
          .isCloseTo(absolute + squared + WEIGHT * divergence, within(1e-5));
    }
  }

  @Test
  void theLossFallsWhenTheWeightsFollowTheirGradients() {
    try (TrainableNetwork network = open()) {
      Map<String, LiveTensor> trained =
          network.trained().stream()
              .collect(Collectors.toMap(LiveTensor::name, Function.identity()));
      assertThat(trained).hasSameSizeAs(network.parameters());
      try (AdamW optimizer = new AdamW(AdamWOptions.DEFAULT.withLearningRate(3e-3), trained)) {
        double before = value(network.accumulate(inputs, VaeLoss.LOSS, 1), VaeLoss.LOSS);
        for (int i = 0; i < 10; i++) {
          optimizer.step();
          optimizer.clearGradients();
          network.accumulate(inputs, VaeLoss.LOSS, 1);
        }
        double after = value(network.evaluate(inputs), VaeLoss.LOSS);
        assertThat(after).isLessThan(0.9 * before);
      }
    }
  }

  @Test
  void aSizeThatIsNoMultipleOfTheFactorIsRefused() {
    assertThatThrownBy(() -> VaeLoss.graph(CONFIG, 1, 9, 8, 0, WeightCatalogue.of(weights)))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("9x8")
        .hasMessageContaining("multiples of 2");
  }
}
