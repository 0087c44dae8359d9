package io.asva.metrics.avalign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;

class OpticalFlowTest {
  @Test
  void theVersionInTheMessageIsThatOfTheBuild() throws IOException {
    Properties properties = new Properties();
    String path = "/META-INF/maven/org.bytedeco/opencv/pom.properties";
    try (InputStream in = OpticalFlowTest.class.getResourceAsStream(path)) {
      properties.load(Objects.requireNonNull(in, path));
    }
    assertThat(properties.getProperty("version")).isEqualTo(OpticalFlow.VERSION);
  }

  @Test
  void withoutTheDependencyTheMessageSaysWhichToAdd() throws Exception {
    assertNamesTheDependency(measureWithout(jar -> jar.startsWith("opencv-")));
  }

  @Test
  void withoutTheNativesTheMessageSaysWhichToAdd() throws Exception {
    String natives = "-" + Loader.getPlatform() + ".jar";
    assertNamesTheDependency(
        measureWithout(jar -> jar.startsWith("opencv-") && jar.endsWith(natives)));
  }

  @Test
  void withTheDependencyMotionIsMeasured() throws Exception {
    assertThat(measureWithout(jar -> false)).isEqualTo("measured\n");
  }

  private static void assertNamesTheDependency(String output) {
    assertThat(output)
        .startsWith("io.asva.metrics.MetricsException: AV-Align measures motion by OpenCV, which")
        .contains("add org.bytedeco:opencv:" + OpticalFlow.VERSION + " and ")
        .contains("opencv:" + OpticalFlow.VERSION + ":" + Loader.getPlatform() + " ");
  }

  /** What {@link MeasureMotion} prints in a process whose class path lacks some jars. */
  private static String measureWithout(Predicate<String> absent) throws Exception {
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !absent.test(Path.of(entry).getFileName().toString()))
            .collect(Collectors.joining(File.pathSeparator));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(java.toString(), "-cp", path, MeasureMotion.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
