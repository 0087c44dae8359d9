package io.asva.verify.diffusion;

import io.asva.core.Cancellation;
import io.asva.core.config.ModelConfig;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.Weights;
import io.asva.vae.LatentDistribution;
import io.asva.vae.Vae;
import io.asva.vae.VaeConfig;
import io.asva.vae.VaeGraph;
import io.asva.verify.CaseRunner;
import io.asva.verify.CaseWeights;
import io.asva.verify.GoldenCase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Computes cases of the kind {@code vae}. */
public final class VaeCases implements CaseRunner {
  private final UnaryOperator<Weights> change;

  /** Takes the weights as they are. */
  public VaeCases() {
    this(UnaryOperator.identity());
  }

  /** Does something to the weights first. */
  VaeCases(UnaryOperator<Weights> change) {
    this.change = change;
  }

  @Override
  public Set<String> kinds() {
    return Set.of("vae");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    VaeConfig config =
        VaeConfig.of(ModelConfig.of(golden.json().path("config"), golden.name() + "/config"));
    FloatTensor image = golden.floats("image").channelsLast();
    FloatTensor noise = golden.floats("noise").channelsLast();
    FloatTensor latent = golden.floats("latent").channelsLast();
    try (Vae vae =
        Vae.open(config, change.apply(CaseWeights.of(golden, VaeGraph.weights(config))), device)) {
      LatentDistribution distribution = vae.distribution(image, new Cancellation());
      return golden.compare(
          Map.of(
              "mean", distribution.mean().channelsFirst(),
              "std", distribution.std().channelsFirst(),
              "sampled", vae.encode(image, noise).channelsFirst(),
              "decoded_raw", vae.decodeRaw(latent, new Cancellation()).channelsFirst(),
              "decoded", vae.decode(latent).channelsFirst()));
    }
  }
}
