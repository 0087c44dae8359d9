package io.asva.training.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.testing.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;

class LibTorchTest {
  @Test
  void theNumberOfThreadsCanBeFixed() {
    int before = LibTorch.threads();
    try {
      LibTorch.setThreads(1);
      assertThat(LibTorch.threads()).isEqualTo(1);
    } finally {
      LibTorch.setThreads(before);
    }
    assertThatThrownBy(() -> LibTorch.setThreads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the number of threads must be at least 1: 0");
  }

  @Test
  void theVersionsInTheMessageAreThoseOfTheBuild() throws IOException {
    assertThat(version("pytorch")).isEqualTo(LibTorch.VERSION);
    assertThat(version("openblas")).isEqualTo(LibTorch.OPENBLAS_VERSION);
  }

  private static String version(String artifact) throws IOException {
    String path = "/META-INF/maven/org.bytedeco/" + artifact + "/pom.properties";
    Properties properties = new Properties();
    try (InputStream in = LibTorchTest.class.getResourceAsStream(path)) {
      properties.load(Objects.requireNonNull(in, path));
    }
    return properties.getProperty("version");
  }

  @Test
  void withoutTheDependencyTheMessageSaysWhichToAdd() throws Exception {
    assertNamesTheDependency(
        ChildJvm.outputWithout(jar -> jar.startsWith("pytorch-"), OpenNetwork.class));
  }

  @Test
  void withoutTheNativesTheMessageSaysWhichToAdd() throws Exception {
    String natives = "-" + Loader.getPlatform() + ".jar";
    assertNamesTheDependency(
        ChildJvm.outputWithout(
            jar -> jar.startsWith("pytorch-") && jar.endsWith(natives), OpenNetwork.class));
  }

  @Test
  void withoutWhatTheNativesNeedTheMessageSaysWhichToAdd() throws Exception {
    assertNamesTheDependency(
        ChildJvm.outputWithout(jar -> jar.startsWith("openblas-"), OpenNetwork.class));
  }

  private static void assertNamesTheDependency(String output) {
    String platform = Loader.getPlatform();
    assertThat(output)
        .startsWith(TorchScriptException.class.getName() + ": TorchScript needs PyTorch's native")
        .contains("add org.bytedeco:pytorch:" + LibTorch.VERSION + ", ")
        .contains("org.bytedeco:pytorch:" + LibTorch.VERSION + ":" + platform + " and ")
        .contains("org.bytedeco:openblas:" + LibTorch.OPENBLAS_VERSION + ":" + platform + " ");
  }
}
