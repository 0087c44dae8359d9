package io.asva.verify.core;

import io.asva.core.image.FramePreset;
import io.asva.core.image.ImageException;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.Comparison;
import io.asva.verify.CaseRunner;
import io.asva.verify.GoldenCase;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the cases of kind {@code image.resize}. */
public final class ResizeCases implements CaseRunner {
  @Override
  public Set<String> kinds() {
    return Set.of("image.resize");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    FramePreset preset = preset(golden.json().path("what").asText());
    return golden.compare(Map.of("frames", preset.apply((ByteTensor) golden.input("frames"))));
  }

  private static FramePreset preset(String what) {
    return switch (what) {
      case "clip" -> FramePreset.CLIP;
      case "fid" -> FramePreset.FID;
      case "fvd" -> FramePreset.FVD;
      case "sync-train" -> FramePreset.SYNC_TRAIN;
      default ->
          throw new ImageException(
              "There is no preset `" + what + "`; there are clip, fid, fvd and sync-train.");
    };
  }
}
