package io.asva.verify.audio;

import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.audio.imagebind.ImageBindText;
import io.asva.audio.imagebind.ImageBindTextGraph;
import io.asva.audio.imagebind.Modality;
import io.asva.core.Cancellation;
import io.asva.core.config.ModelConfig;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.LongTensor;
import io.asva.core.weights.Weights;
import io.asva.verify.CaseRunner;
import io.asva.verify.CaseWeights;
import io.asva.verify.GoldenCase;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes cases of the kind {@code imagebind.text}. */
public final class ImageBindTextCases implements CaseRunner {
  @Override
  public Set<String> kinds() {
    return Set.of("imagebind.text");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    ImageBindConfig config =
        ImageBindConfig.of(
            ModelConfig.of(golden.json().path("config"), golden.name() + "/config"), Modality.TEXT);
    Weights weights =
        CaseWeights.of(
            golden, ImageBindTextGraph.weights(config, ImageBindNames.official(Modality.TEXT)));
    try (ImageBindText encoder = ImageBindText.open(config, weights, device)) {
      return golden.compare(
          Map.of("embedding", encoder.embed((LongTensor) golden.input("ids"), new Cancellation())));
    }
  }
}
