package io.asva.audio.golden;

import io.asva.audio.MelSpectrogram;
import io.asva.core.golden.CaseRunner;
import io.asva.core.golden.Comparison;
import io.asva.core.golden.GoldenCase;
import io.asva.core.runtime.Device;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the cases of kind {@code audio.mel}. */
public final class MelCases implements CaseRunner {
  @Override
  public Set<String> kinds() {
    return Set.of("audio.mel");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    return golden.compare(Map.of("mel", MelSpectrogram.of(golden.floats("waveform"))));
  }
}
