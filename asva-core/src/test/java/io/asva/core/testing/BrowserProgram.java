package io.asva.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The browser that pages are tested in: the one that the environment variable CHROME names, or
 * Chromium or Chrome on the path.
 */
public final class BrowserProgram {
  private BrowserProgram() {}

  /** Its file; skips the test without one, unless ASVA_REQUIRE_CHROME=1 makes that a failure. */
  public static Path require() {
    Optional<Path> program = find();
    if (program.isEmpty()) {
      String message =
          "There is no browser: install chromium, or name one in the environment variable CHROME.";
      assertThat(System.getenv("ASVA_REQUIRE_CHROME")).as(message).isNotEqualTo("1");
      assumeTrue(false, message);
    }
    return program.orElseThrow();
  }

  private static Optional<Path> find() {
    String named = System.getenv("CHROME");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator));
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
