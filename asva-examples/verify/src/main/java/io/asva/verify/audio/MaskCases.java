package io.asva.verify.audio;

import io.asva.audio.SegmentMask;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.Tensor;
import io.asva.verify.CaseRunner;
import io.asva.verify.GoldenCase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the cases of kind {@code imagebind.mask}. */
public final class MaskCases implements CaseRunner {
  private static final String PREFIX = "segments_";

  @Override
  public Set<String> kinds() {
    return Set.of("imagebind.mask");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    int columns = golden.json().path("columns").asInt(19);
    Map<String, Tensor> result = new HashMap<>();
    for (String name : golden.expectedNames()) {
      if (name.startsWith(PREFIX)) {
        int segments = Integer.parseInt(name.substring(PREFIX.length()));
        result.put(name, SegmentMask.of(segments, columns).columns());
      }
    }
    return golden.compare(result);
  }
}
