package io.asva.verify.core;

import io.asva.core.runtime.Device;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.Comparison;
import io.asva.verify.CaseRunner;
import io.asva.verify.GoldenCase;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the cases of kind {@code audio.resample}. */
public final class ResampleCases implements CaseRunner {
  @Override
  public Set<String> kinds() {
    return Set.of("audio.resample");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    Resampler resampler =
        Resampler.of(golden.json().path("rate").asInt(), golden.json().path("to").asInt());
    return golden.compare(Map.of("waveform", resampler.resample(golden.floats("waveform"))));
  }
}
