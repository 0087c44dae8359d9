package io.asva.benchmarks;

import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.runtime.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the benchmarks' parameters. */
final class Settings {
  private Settings() {}

  /**
   * Where weights are kept from one run to the next: the system property {@code asva.bench.cache},
   * else a folder of the system's temporary one.
   */
  static Path cache() {
    String chosen = System.getProperty("asva.bench.cache");
    Path folder =
        chosen != null
            ? Path.of(chosen)
            : Path.of(System.getProperty("java.io.tmpdir"), "asva-benchmarks");
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A device by name: {@code cpu}, {@code auto}, {@code cuda} or {@code cuda:1}, with a precision
   * behind a slash if it isn't single: {@code cuda:0/fp16}.
   */
  static Device device(String name) {
    int slash = name.indexOf('/');
    if (slash >= 0) {
      String word = name.substring(slash + 1);
      Precision precision =
          Precision.of(word)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "precision must be fp32, tf32, fp16 or int8, not " + word));
      return device(name.substring(0, slash)).precision(precision);
    }
    if (name.equals("cpu")) {
      return Device.cpu();
    }
    if (name.equals("auto")) {
      return Device.auto();
    }
    if (name.matches("cuda(:\\d{1,3})?")) {
      return Device.cuda(name.equals("cuda") ? 0 : Integer.parseInt(name.substring(5)));
    }
    throw new IllegalArgumentException("device must be cpu, auto, cuda or cuda:N, not " + name);
  }

  /** Options with a number of threads; 0 leaves it to ONNX Runtime. */
  static NetworkOptions threads(int threads) {
    NetworkOptions usual = NetworkOptions.defaults();
    return threads == 0 ? usual : new NetworkOptions(threads, Optional.empty());
  }

  /** Height and width of "32x48". */
  static int[] size(String text) {
    String[] parts = text.split("x", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("a size is written 32x48, height first, not " + text);
    }
    return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
  }
}
