package io.asva.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.testing.BrowserProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A headless browser that is run once for each thing that is asked of a page. */
record Chrome(Path program, Path folder) {
  private static final long PATIENCE_SECONDS = 120;

  /** The browser; skips the test without one, unless ASVA_REQUIRE_CHROME=1 makes that a failure. */
  static Chrome require(Path folder) {
    return new Chrome(BrowserProgram.require(), folder);
  }

  /** A page as the browser has it after loading. */
  String dom(String url) throws IOException, InterruptedException {
    return run(url, "--dump-dom");
  }

  /** An image of a page. */
  Path screenshot(String url, int width, int height, String... more)
      throws IOException, InterruptedException {
    Path file = Files.createTempDirectory(folder, "shot").resolve("page.png");
    List<String> options = new ArrayList<>(List.of(more));
    options.add("--screenshot=" + file);
    options.add("--hide-scrollbars");
    options.add("--window-size=" + width + "," + height);
    run(url, options.toArray(new String[0]));
    return file;
  }

  /**
   * The requests that a page made the browser send, by its own log. Requests that the browser sends
   * itself, it does not on a page's behalf: "not an origin".
   */
  List<String> requests(String url) throws IOException, InterruptedException {
    Path log = Files.createTempDirectory(folder, "log").resolve("net.json");
    run(url, "--dump-dom", "--log-net-log=" + log);
    JsonNode root = new ObjectMapper().readTree(log.toFile());
    int start =
        root.path("constants").path("logEventTypes").path("URL_REQUEST_START_JOB").asInt(-1);
    assertThat(start).isNotNegative();
    List<String> requests = new ArrayList<>();
    for (JsonNode event : root.path("events")) {
      JsonNode params = event.path("params");
      if (event.path("type").asInt() == start
          && params.has("url")
          && !params.path("initiator").asText().equals("not an origin")) {
        requests.add(params.path("url").asText());
      }
    }
    return requests;
  }

  private String run(String url, String... more) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile")));
    command.addAll(List.of(more));
    command.add(url);
    Path out = Files.createTempFile(folder, "out", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError(program + " did not end within " + PATIENCE_SECONDS + " s.");
    }
    assertThat(process.exitValue()).isZero();
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
