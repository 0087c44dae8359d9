package io.asva.metrics.avalign;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.testing.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;

class OpticalFlowTest {
  @Test
  void theVersionsInTheMessageAreThoseOfTheBuild() throws IOException {
    assertThat(version("opencv")).isEqualTo(OpticalFlow.VERSION);
    assertThat(version("openblas")).isEqualTo(OpticalFlow.OPENBLAS_VERSION);
  }

  private static String version(String artifact) throws IOException {
    Properties properties = new Properties();
    String path = "/META-INF/maven/org.bytedeco/" + artifact + "/pom.properties";
    try (InputStream in = OpticalFlowTest.class.getResourceAsStream(path)) {
      properties.load(Objects.requireNonNull(in, path));
    }
    return properties.getProperty("version");
  }

  @Test
  void withoutTheDependencyTheMessageSaysWhichToAdd() throws Exception {
    assertNamesTheDependency(
        ChildJvm.outputWithout(jar -> jar.startsWith("opencv-"), MeasureMotion.class));
  }

  @Test
  void withoutTheNativesTheMessageSaysWhichToAdd() throws Exception {
    String natives = "-" + Loader.getPlatform() + ".jar";
    assertNamesTheDependency(
        ChildJvm.outputWithout(
            jar -> jar.startsWith("opencv-") && jar.endsWith(natives), MeasureMotion.class));
  }

  @Test
  void withoutWhatTheNativesNeedTheMessageSaysWhichToAdd() throws Exception {
    assertNamesTheDependency(
        ChildJvm.outputWithout(jar -> jar.startsWith("openblas-"), MeasureMotion.class));
  }

  @Test
  void withTheDependencyMotionIsMeasured() throws Exception {
    assertThat(ChildJvm.outputWithout(jar -> false, MeasureMotion.class)).isEqualTo("measured\n");
  }

  private static void assertNamesTheDependency(String output) {
    String platform = Loader.getPlatform();
    assertThat(output)
        .startsWith("io.asva.metrics.MetricsException: AV-Align measures motion by OpenCV, which")
        .contains("add org.bytedeco:opencv:" + OpticalFlow.VERSION + ", ")
        .contains("org.bytedeco:opencv:" + OpticalFlow.VERSION + ":" + platform + " and ")
        .contains("org.bytedeco:openblas:" + OpticalFlow.OPENBLAS_VERSION + ":" + platform + " ");
  }
}
