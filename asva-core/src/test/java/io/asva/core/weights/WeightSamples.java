package io.asva.core.weights;

import java.nio.file.Path;

/** Files that tests of weights share. */
final class WeightSamples {
  static final Path GOLDEN = Path.of("src/test/resources/golden/weight-files");

  private WeightSamples() {}

  static Path file(String name) {
    return GOLDEN.resolve(name);
  }
}
