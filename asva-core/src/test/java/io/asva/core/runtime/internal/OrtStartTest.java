package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The start of the ONNX Runtime release that is depended on. */
class OrtStartTest {
  private static final String NATIVES = "ai/onnxruntime/native/";

  /** Names of the collector and of the library that sends to it; 1.29 holds both. */
  private static final List<String> TELEMETRY =
      List.of("events.data.microsoft.com", "mat-debug", "ORT_DISABLE_TELEMETRY");

  /** The main class of a child process. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) {
      System.out.println("version " + OrtLibrary.version());
    }
  }

  /** Release 1.29 overflows the stack on a long one. */
  @ParameterizedTest
  @ValueSource(ints = {100, 6_000, 100_000})
  void itStartsWhateverTheLengthOfTheCommandLine(int length)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dpadding=" + "/a/b/c.jar:".repeat(length / 11),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output).contains("version 1.");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void noPlatformsLibraryHoldsTelemetry() throws Exception {
    URL any = Objects.requireNonNull(OrtLibrary.class.getResource("/" + NATIVES));
    List<String> looked = new ArrayList<>();
    try (JarFile jar = ((JarURLConnection) any.openConnection()).getJarFile()) {
      for (JarEntry entry : jar.stream().filter(OrtStartTest::isLibrary).toList()) {
        looked.add(entry.getName());
        try (InputStream in = jar.getInputStream(entry)) {
          String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
          assertThat(TELEMETRY).as(entry.getName()).noneMatch(text::contains);
        }
      }
    }
    assertThat(looked).hasSizeGreaterThan(5).anyMatch(name -> name.contains("linux-x64"));
  }

  private static boolean isLibrary(JarEntry entry) {
    return entry.getName().matches(NATIVES + "[^/]+/[^/]+\\.(so|dll|dylib)");
  }
}
