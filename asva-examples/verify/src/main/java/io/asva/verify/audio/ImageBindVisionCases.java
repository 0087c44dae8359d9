package io.asva.verify.audio;

import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.audio.imagebind.ImageBindVision;
import io.asva.audio.imagebind.ImageBindVisionGraph;
import io.asva.audio.imagebind.Modality;
import io.asva.core.Cancellation;
import io.asva.core.config.ModelConfig;
import io.asva.core.image.FramePreset;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.Comparison;
import io.asva.core.weights.Weights;
import io.asva.verify.CaseRunner;
import io.asva.verify.CaseWeights;
import io.asva.verify.GoldenCase;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes cases of the kind {@code imagebind.vision}. */
public final class ImageBindVisionCases implements CaseRunner {
  @Override
  public Set<String> kinds() {
    return Set.of("imagebind.vision");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    ImageBindConfig config =
        ImageBindConfig.of(
            ModelConfig.of(golden.json().path("config"), golden.name() + "/config"),
            Modality.VISION);
    Weights weights =
        CaseWeights.of(
            golden, ImageBindVisionGraph.weights(config, ImageBindNames.official(Modality.VISION)));
    try (ImageBindVision encoder = ImageBindVision.open(config, weights, device)) {
      return golden.compare(
          Map.of(
              "embedding",
              encoder.embed(
                  FramePreset.CLIP.apply((ByteTensor) golden.input("frames")),
                  new Cancellation())));
    }
  }
}
