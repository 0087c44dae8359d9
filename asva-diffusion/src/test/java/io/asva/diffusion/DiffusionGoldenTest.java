package io.asva.diffusion;

import io.asva.core.golden.GoldenCase;
import io.asva.core.testing.GoldenCases;
import io.asva.diffusion.golden.ClipTextCases;
import io.asva.diffusion.golden.VaeCases;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiffusionGoldenTest {
  static List<GoldenCase> vaes() {
    return GoldenCases.ofKind("vae");
  }

  static List<GoldenCase> texts() {
    return GoldenCases.ofKind("clip.text");
  }

  @ParameterizedTest
  @MethodSource("vaes")
  void encodesAndDecodesAsTheOriginal(GoldenCase golden) {
    GoldenCases.assertPasses(new VaeCases(), golden);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void encodesTextAsTheOriginal(GoldenCase golden) {
    GoldenCases.assertPasses(new ClipTextCases(), golden);
  }
}
