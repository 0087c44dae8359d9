package io.asva.verify.metrics;

import io.asva.core.Cancellation;
import io.asva.core.image.FramePreset;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.Weights;
import io.asva.metrics.fid.BatchStatistics;
import io.asva.metrics.fid.FidFeatures;
import io.asva.metrics.fid.InceptionGraph;
import io.asva.verify.CaseRunner;
import io.asva.verify.CaseWeights;
import io.asva.verify.GoldenCase;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes cases of the kind {@code metrics.inception}. */
public final class InceptionCases implements CaseRunner {
  @Override
  public Set<String> kinds() {
    return Set.of("metrics.inception");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    Weights weights = CaseWeights.of(golden, InceptionGraph.weights());
    FloatTensor images = FramePreset.FID.apply((ByteTensor) golden.input("frames"));
    return golden.compare(
        Map.of(
            "features", features(weights, BatchStatistics.TRAINED, device, images),
            "features_batch_statistics",
                features(weights, BatchStatistics.OF_THE_BATCH, device, images)));
  }

  private static FloatTensor features(
      Weights weights, BatchStatistics statistics, Device device, FloatTensor images) {
    try (FidFeatures network = FidFeatures.open(weights, statistics, device)) {
      return network.extract(images, new Cancellation());
    }
  }
}
