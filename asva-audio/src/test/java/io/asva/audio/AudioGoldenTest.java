package io.asva.audio;

import io.asva.audio.golden.MaskCases;
import io.asva.audio.golden.MelCases;
import io.asva.core.golden.GoldenCase;
import io.asva.core.testing.GoldenCases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AudioGoldenTest {
  static List<GoldenCase> mels() {
    return GoldenCases.ofKind("audio.mel");
  }

  static List<GoldenCase> masks() {
    return GoldenCases.ofKind("imagebind.mask");
  }

  @ParameterizedTest
  @MethodSource("mels")
  void makesTheSpectrogramOfTheOriginal(GoldenCase golden) {
    GoldenCases.assertPasses(new MelCases(), golden);
  }

  @ParameterizedTest
  @MethodSource("masks")
  void splitsColumnsAsTheOriginal(GoldenCase golden) {
    GoldenCases.assertPasses(new MaskCases(), golden);
  }

  @Test
  void aChangedSampleTurnsTheSpectrogramRed(@TempDir Path folder) {
    GoldenCases.assertFails(
        new MelCases(), GoldenCases.perturbed(mels().get(0), "inputs.safetensors", folder));
  }

  @Test
  void aChangedMaskTurnsTheComparisonRed(@TempDir Path folder) {
    GoldenCases.assertFails(
        new MaskCases(), GoldenCases.perturbed(masks().get(0), "expected.safetensors", folder));
  }
}
