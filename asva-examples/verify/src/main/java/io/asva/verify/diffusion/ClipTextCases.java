package io.asva.verify.diffusion;

import io.asva.core.config.ModelConfig;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.LongTensor;
import io.asva.core.weights.Weights;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.text.ClipTextGraph;
import io.asva.diffusion.text.TextEncoder;
import io.asva.verify.CaseRunner;
import io.asva.verify.CaseWeights;
import io.asva.verify.GoldenCase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Computes cases of the kind {@code clip.text}. */
public final class ClipTextCases implements CaseRunner {
  private final UnaryOperator<Weights> change;

  /** Takes the weights as they are. */
  public ClipTextCases() {
    this(UnaryOperator.identity());
  }

  /** Does something to the weights first. */
  ClipTextCases(UnaryOperator<Weights> change) {
    this.change = change;
  }

  @Override
  public Set<String> kinds() {
    return Set.of("clip.text");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    ClipTextConfig config =
        ClipTextConfig.of(ModelConfig.of(golden.json().path("config"), golden.name() + "/config"));
    try (TextEncoder encoder =
        TextEncoder.open(
            config, change.apply(CaseWeights.of(golden, ClipTextGraph.weights(config))), device)) {
      return golden.compare(Map.of("states", encoder.encode((LongTensor) golden.input("ids"))));
    }
  }
}
