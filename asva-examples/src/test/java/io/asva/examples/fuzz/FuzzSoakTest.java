package io.asva.examples.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets Jazzer look for files that do harm, each target in a process of its own. What it finds lies
 * in {@code target/fuzz}, to be mended and put among the seeds. {@code -Dasva.fuzz.seconds=60}
 * shortens a target's ten minutes.
 */
@Tag("soak")
class FuzzSoakTest {
  private static final int SECONDS = Integer.getInteger("asva.fuzz.seconds", 600);
  private static final Pattern RUNS = Pattern.compile("Done (\\d+) runs");

  @ParameterizedTest
  @EnumSource
  void nothingButRefusals(FuzzTarget target) throws IOException, InterruptedException {
    Path work = Path.of("target/fuzz", target.name().toLowerCase(Locale.ROOT)).toAbsolutePath();
    Path corpus = Files.createDirectories(work.resolve("corpus"));
    Path log = work.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xms1g",
                    "-Xmx1g",
                    "-XX:+AlwaysPreTouch",
                    "-Djava.awt.headless=true",
                    "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                    "-D" + FuzzEntry.TARGET + "=" + target,
                    "-cp",
                    classPath(),
                    "com.code_intelligence.jazzer.Jazzer",
                    "--target_class=" + FuzzEntry.class.getName(),
                    "--instrumentation_includes=io.asva.**:com.sun.imageio.**",
                    "--disabled_hooks=.*",
                    "--reproducer_path=" + work,
                    "-artifact_prefix=" + work + "/",
                    "-max_total_time=" + SECONDS,
                    "-timeout=60",
                    "-rss_limit_mb=4096",
                    corpus.toString(),
                    FuzzSeeds.folder(target).toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor()).as("see %s", log).isZero();
    } finally {
      process.destroyForcibly();
    }
    Matcher runs = RUNS.matcher(Files.readString(log));
    assertThat(runs.find()).as("see %s", log).isTrue();
    assertThat(Long.parseLong(runs.group(1))).isGreaterThan(SECONDS);
  }

  /** Of this process, whose own may stand in a jar's manifest. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
