package io.asva.core.image;

import io.asva.core.golden.GoldenCase;
import io.asva.core.golden.runner.FitCases;
import io.asva.core.golden.runner.ResizeCases;
import io.asva.core.testing.GoldenCases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageGoldenTest {
  static List<GoldenCase> fits() {
    return GoldenCases.ofKind("image.fit");
  }

  static List<GoldenCase> resizes() {
    return GoldenCases.ofKind("image.resize");
  }

  @ParameterizedTest
  @MethodSource("fits")
  void fitsAsTheOriginal(GoldenCase golden) {
    GoldenCases.assertPasses(new FitCases(), golden);
  }

  @ParameterizedTest
  @MethodSource("resizes")
  void resizesAsTheOriginal(GoldenCase golden) {
    GoldenCases.assertPasses(new ResizeCases(), golden);
  }

  @Test
  void aChangedPixelTurnsTheFitRed(@TempDir Path folder) {
    GoldenCases.assertFails(
        new FitCases(), GoldenCases.perturbed(fits().get(0), "inputs.safetensors", folder));
  }

  @Test
  void aChangedPixelTurnsTheResizeRed(@TempDir Path folder) {
    GoldenCases.assertFails(
        new ResizeCases(), GoldenCases.perturbed(resizes().get(0), "inputs.safetensors", folder));
  }
}
