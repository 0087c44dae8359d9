package io.asva.diffusion.golden;

import io.asva.core.Cancellation;
import io.asva.core.config.ModelConfig;
import io.asva.core.golden.CaseRunner;
import io.asva.core.golden.CaseWeights;
import io.asva.core.golden.Comparison;
import io.asva.core.golden.GoldenCase;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.vae.LatentDistribution;
import io.asva.diffusion.vae.Vae;
import io.asva.diffusion.vae.VaeConfig;
import io.asva.diffusion.vae.VaeGraph;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes cases of the kind {@code vae}. */
public final class VaeCases implements CaseRunner {
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
    try (Vae vae = Vae.open(config, CaseWeights.of(golden, VaeGraph.weights(config)), device)) {
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
