package io.asva.audio.imagebind;

import io.asva.audio.golden.ImageBindAudioCases;
import io.asva.audio.golden.ImageBindTextCases;
import io.asva.audio.golden.ImageBindVisionCases;
import io.asva.core.golden.GoldenCase;
import io.asva.core.testing.GoldenCases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageBindGoldenTest {
  static List<GoldenCase> sounds() {
    return GoldenCases.ofKind("imagebind.audio");
  }

  static List<GoldenCase> pictures() {
    return GoldenCases.ofKind("imagebind.vision");
  }

  static List<GoldenCase> texts() {
    return GoldenCases.ofKind("imagebind.text");
  }

  @ParameterizedTest
  @MethodSource("sounds")
  void encodesSoundAsTheOriginal(GoldenCase golden) {
    GoldenCases.assertPasses(new ImageBindAudioCases(), golden);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void encodesPicturesAsTheOriginal(GoldenCase golden) {
    GoldenCases.assertPasses(new ImageBindVisionCases(), golden);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void encodesTextAsTheOriginal(GoldenCase golden) {
    GoldenCases.assertPasses(new ImageBindTextCases(), golden);
  }

  @Test
  void aChangedNumberOfASpectrogramTurnsTheComparisonRed(@TempDir Path folder) {
    GoldenCases.assertFails(
        new ImageBindAudioCases(),
        GoldenCases.perturbed(sounds().get(0), "inputs.safetensors", folder));
  }
}
