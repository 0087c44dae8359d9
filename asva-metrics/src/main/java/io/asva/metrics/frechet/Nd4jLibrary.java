package io.asva.metrics.frechet;

import io.asva.core.message.OptionalDependency;
import io.asva.core.runtime.NativeLibraries;
import io.asva.metrics.MetricsException;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;

/** Whether ND4J is there, by which matrices of thousands of rows are multiplied. */
final class Nd4jLibrary {
  static final String VERSION = "1.0.0-M2.1";
  static final String OPENBLAS_VERSION = "0.3.31-1.5.13";

  private Nd4jLibrary() {}

  /**
   * Loads the library, or says what is missing.
   *
   * @throws MetricsException if it isn't on the class path or can't be loaded; the message names
   *     the dependencies to add
   */
  static void require() {
    NativeLibraries.prepare();
    try {
      Loaded.touch();
    } catch (LinkageError e) {
      String platform = Loader.getPlatform();
      String nd4j = "org.nd4j:nd4j-native:" + VERSION;
      throw new MetricsException(
          OptionalDependency.message(
              "Frechet distances, FID and FVD, are computed by ND4J",
              e,
              List.of(
                  nd4j,
                  nd4j + ":" + platform,
                  "org.bytedeco:openblas:" + OPENBLAS_VERSION + ":" + platform)),
          e);
    }
  }

  /** Apart, so that {@link Nd4jLibrary} itself loads where ND4J is absent. */
  private static final class Loaded {
    static void touch() {
      Nd4j.getBackend();
    }
  }
}
