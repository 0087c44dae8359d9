package io.asva.diffusion.golden;

import io.asva.core.config.ModelConfig;
import io.asva.core.golden.CaseRunner;
import io.asva.core.golden.CaseWeights;
import io.asva.core.golden.Comparison;
import io.asva.core.golden.GoldenCase;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.LongTensor;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.text.ClipTextGraph;
import io.asva.diffusion.text.TextEncoder;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes cases of the kind {@code clip.text}. */
public final class ClipTextCases implements CaseRunner {
  @Override
  public Set<String> kinds() {
    return Set.of("clip.text");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    ClipTextConfig config =
        ClipTextConfig.of(ModelConfig.of(golden.json().path("config"), golden.name() + "/config"));
    try (TextEncoder encoder =
        TextEncoder.open(config, CaseWeights.of(golden, ClipTextGraph.weights(config)), device)) {
      return golden.compare(Map.of("states", encoder.encode((LongTensor) golden.input("ids"))));
    }
  }
}
