package io.asva.metrics.frechet;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.testing.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;

class Nd4jLibraryTest {
  @Test
  void theVersionsInTheMessageAreThoseOfTheBuild() throws IOException {
    assertThat(version("org.nd4j/nd4j-native")).isEqualTo(Nd4jLibrary.VERSION);
    assertThat(version("org.bytedeco/openblas")).isEqualTo(Nd4jLibrary.OPENBLAS_VERSION);
  }

  private static String version(String artifact) throws IOException {
    String path = "/META-INF/maven/" + artifact + "/pom.properties";
    Properties properties = new Properties();
    try (InputStream in = Nd4jLibraryTest.class.getResourceAsStream(path)) {
      properties.load(Objects.requireNonNull(in, path));
    }
    return properties.getProperty("version");
  }

  @Test
  void withoutTheDependencyTheMessageSaysWhichToAdd() throws Exception {
    assertNamesTheDependency(
        ChildJvm.outputWithout(jar -> jar.startsWith("nd4j-"), MeasureDistance.class));
  }

  @Test
  void withoutTheNativesTheMessageSaysWhichToAdd() throws Exception {
    String natives = "-" + Loader.getPlatform() + ".jar";
    assertNamesTheDependency(
        ChildJvm.outputWithout(
            jar -> jar.startsWith("nd4j-") && jar.endsWith(natives), MeasureDistance.class));
  }

  @Test
  void withoutWhatTheNativesNeedTheMessageSaysWhichToAdd() throws Exception {
    assertNamesTheDependency(
        ChildJvm.outputWithout(jar -> jar.startsWith("openblas-"), MeasureDistance.class));
  }

  @Test
  void withTheDependencyDistancesAreMeasured() throws Exception {
    assertThat(ChildJvm.outputWithout(jar -> false, MeasureDistance.class))
        .isEqualTo("measured true\nmeasured true\n");
  }

  private static void assertNamesTheDependency(String output) {
    String platform = Loader.getPlatform();
    assertThat(output)
        .startsWith(
            "io.asva.metrics.MetricsException: Frechet distances, FID and FVD, are computed")
        .contains("add org.nd4j:nd4j-native:" + Nd4jLibrary.VERSION + ", ")
        .contains("org.nd4j:nd4j-native:" + Nd4jLibrary.VERSION + ":" + platform + " and ")
        .contains("org.bytedeco:openblas:" + Nd4jLibrary.OPENBLAS_VERSION + ":" + platform + " ");
  }
}
