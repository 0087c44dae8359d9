package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process: it says where it is, answers, and ends when it is told to. */
class ServeCommandTest {
  private static final Pattern ADDRESS = Pattern.compile("asva serves at (http://[0-9.:]+/)");
  private static final String TOKEN = "a-secret-of-the-tests";

  private final Path folder;

  ServeCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<String> words(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "serve",
                "--models",
                SmallDemo.MODELS.toAbsolutePath().toString(),
                "--port",
                "0",
                "--device",
                "cpu",
                "--folder",
                folder.resolve("serve").toString()));
    words.addAll(List.of(more));
    return words;
  }

  private URI address(Process process) throws IOException, InterruptedException {
    while (true) {
      boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
      Matcher said = ADDRESS.matcher(Files.readString(folder.resolve("stdout.txt")));
      if (said.find()) {
        return URI.create(said.group(1));
      }
      assertThat(ended).as(Files.readString(folder.resolve("stderr.txt"))).isFalse();
    }
  }

  private static int status(URI address, String token) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void itAnswersUntilItIsTerminated() throws Exception {
    Process process = AsvaProcess.in(folder).start(words("--token", TOKEN));
    try {
      URI address = address(process);
      assertThat(status(address, TOKEN)).isEqualTo(200);
      assertThat(status(address.resolve("/v1/models"), TOKEN)).isEqualTo(200);
      assertThat(status(address.resolve("/v1/models"), "another-secret-altogether")).isEqualTo(401);
      process.destroy();
      assertThat(process.waitFor()).isZero();
      assertThat(folder.resolve("serve/uploads")).doesNotExist();
      assertThat(folder.resolve("serve/jobs")).isDirectory();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void anAddressThatOthersReachIsRefusedWithoutAToken() {
    CommandRun run = CommandRun.of(words("--host", "0.0.0.0").toArray(new String[0]));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("other machines can reach the server, so it needs a token");
  }
}
