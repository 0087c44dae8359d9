package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The arguments that {@code bin/asva} gives Java; here a script stands in Java's place and repeats
 * it.
 */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("src/main/bin/asva");

  private final Path folder;

  LauncherTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private String run(String version, Map<String, String> environment)
      throws IOException, InterruptedException {
    return run(version, environment, "info");
  }

  private String run(String version, Map<String, String> environment, String command)
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell");
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        "#!/bin/sh\necho \"LC_ALL=$LC_ALL LC_CTYPE=$LC_CTYPE silent=$ORT_DISABLE_TELEMETRY $*\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    ProcessBuilder process =
        new ProcessBuilder("/bin/sh", LAUNCHER.toString(), command).redirectErrorStream(true);
    process.environment().keySet().retainAll(List.of("PATH"));
    process.environment().put("JAVA_HOME", folder.toString());
    process.environment().putAll(environment);
    Process started = process.start();
    String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(started.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void namesOfFilesMayHoldAllCharactersInTheLocaleOfContainers() throws Exception {
    assertThat(run("17.0.1", Map.of())).startsWith("LC_ALL= LC_CTYPE=C.UTF-8 ");
    assertThat(run("17.0.1", Map.of("LANG", "C"))).startsWith("LC_ALL= LC_CTYPE=C.UTF-8 ");
    assertThat(run("17.0.1", Map.of("LC_ALL", "POSIX"))).startsWith("LC_ALL=C.UTF-8 LC_CTYPE= ");
    assertThat(run("17.0.1", Map.of("LANG", "de_DE.UTF-8"))).startsWith("LC_ALL= LC_CTYPE= ");
  }

  @Test
  void nativeLibrariesAreAllowedWhereJavaWarnsOfThem() throws Exception {
    for (String option :
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")) {
      assertThat(run("17.0.1", Map.of())).doesNotContain(option);
      assertThat(run("23.0.1", Map.of())).doesNotContain(option);
      assertThat(run("24", Map.of())).contains(option);
    }
  }

  @Test
  void nothingIsSentOrLeftByJavaOrAnotherOnnxRuntime() throws Exception {
    assertThat(run("17.0.1", Map.of())).contains("silent=1", "-XX:-UsePerfData");
  }

  @Test
  void whatEndsSoonIsNotOptimised() throws Exception {
    String option = "-XX:TieredStopAtLevel=1";
    for (String command : List.of("info", "demo", "--help")) {
      assertThat(run("17.0.1", Map.of(), command)).contains(option);
    }
    for (String command : List.of("animate", "demo-train", "evaluate")) {
      assertThat(run("17.0.1", Map.of(), command)).doesNotContain(option);
    }
  }
}
