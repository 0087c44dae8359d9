package io.asva.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import io.asva.core.testing.ChildJvm;
import org.junit.jupiter.api.Test;

/** A process has one environment of ONNX Runtime, so each of these runs in a process of its own. */
class HostEnvironmentTest {
  @Test
  void oneThatTheHostMadeBeforeIsUsed() throws Exception {
    assertThat(run(HostFirst.class)).isEqualTo("2.0 4.0 6.0 8.0");
  }

  @Test
  void oneThatTheLibraryMadeIsTheHostsToo() throws Exception {
    assertThat(run(LibraryFirst.class)).isEqualTo("2.0 4.0 6.0 8.0");
  }

  private static String run(Class<?> main) throws Exception {
    return ChildJvm.outputWithout(jar -> false, main).strip();
  }

  private static void animate() {
    try (Network network = SmallNetworks.doubling()) {
      float[] y = SmallNetworks.values(network.run(SmallNetworks.x(1, 2, 3, 4)), "y");
      System.out.println(y[0] + " " + y[1] + " " + y[2] + " " + y[3]);
    }
  }

  /** A host with its own name, log level and pool of threads for all sessions. */
  static final class HostFirst {
    private HostFirst() {}

    public static void main(String[] args) throws Exception {
      OrtEnvironment.ThreadingOptions threads = new OrtEnvironment.ThreadingOptions();
      threads.setGlobalIntraOpNumThreads(1);
      OrtEnvironment mine =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "host", threads);
      animate();
      mine.close();
    }
  }

  /** A host that comes to ONNX Runtime after the library. */
  static final class LibraryFirst {
    private LibraryFirst() {}

    public static void main(String[] args) throws Exception {
      animate();
      try (OrtEnvironment mine = OrtEnvironment.getEnvironment()) {
        assertThat(mine.getVersion()).isNotEmpty();
      }
    }
  }
}
