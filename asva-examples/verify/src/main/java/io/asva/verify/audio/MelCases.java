package io.asva.verify.audio;

import io.asva.audio.MelSpectrogram;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.verify.CaseRunner;
import io.asva.verify.GoldenCase;
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
