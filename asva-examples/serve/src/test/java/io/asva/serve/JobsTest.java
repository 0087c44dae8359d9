package io.asva.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.asva.serve.store.StoreException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work that waits, is cancelled, fails, is watched and outlives the server. */
class JobsTest {
  private static final int ENDLESS = 500; // steps, of which a test sees a few

  private final Path folder;
  private final SampleFiles files;
  private AsvaServer server;
  private Client client;
  private String image;
  private String audio;

  JobsTest(@TempDir Path folder) {
    this.folder = folder;
    this.files = new SampleFiles(folder);
  }

  @BeforeEach
  void start() throws Exception {
    begin(TestServers.animating(folder, 2).grace(Duration.ZERO));
    image = client.upload(files.image());
    audio = client.upload(files.audio(3));
  }

  private void begin(AsvaServerBuilder builder) throws Exception {
    server = builder.start();
    server.awaitWarm();
    client = new Client(server.address());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> submit(int steps) throws Exception {
    return client.post(
        "/v1/animations",
        Map.of("image", image, "audio", audio, "category", "drum beating", "steps", steps));
  }

  private String accepted(int steps) throws Exception {
    HttpResponse<String> answer = submit(steps);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return Client.json(answer).path("id").asText();
  }

  /** Reads a job's events until one is as wanted. */
  private void awaitState(String id, String text) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      socket.setSoTimeout(60_000);
      socket
          .getOutputStream()
          .write(
              ("GET /v1/animations/" + id + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      StringBuilder read = new StringBuilder();
      for (int c = in.read(); c >= 0 && read.indexOf(text) < 0; c = in.read()) {
        read.append((char) c);
      }
      assertThat(read.toString()).contains(text);
    }
  }

  @Test
  void whatRunsIsCancelledAndWhatWaitsGoesOn() throws Exception {
    String first = accepted(ENDLESS);
    awaitState(first, "\"stage\":\"denoising\"");
    String second = accepted(2);
    awaitState(second, "\"ahead\":1");
    HttpResponse<String> answer = client.delete("/v1/animations/" + first);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(client.await(first).path("state").asText()).isEqualTo("cancelled");
    assertThat(client.await(second).path("state").asText()).isEqualTo("done");
    assertThat(client.get("/v1/animations/" + first + "/result.mp4").statusCode()).isEqualTo(404);
  }

  @Test
  void whatWaitsIsCancelled() throws Exception {
    String first = accepted(ENDLESS);
    awaitState(first, "\"stage\":\"denoising\"");
    String second = accepted(2);
    client.delete("/v1/animations/" + second);
    assertThat(client.await(second).path("problem").asText()).isEqualTo("It was cancelled.");
    assertThat(client.json("/v1/animations/" + first).path("state").asText()).isEqualTo("running");
    client.delete("/v1/animations/" + first);
  }

  @Test
  void moreThanMayWaitAreRefused() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(accepted(ENDLESS));
    }
    HttpResponse<String> refused = submit(2);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(Client.json(refused).path("detail").asText())
        .isEqualTo("2 clips wait already, as many as may. Ask again when one is done.");
    for (String id : ids) {
      client.delete("/v1/animations/" + id);
      client.await(id);
    }
    assertThat(client.await(accepted(2)).path("state").asText()).isEqualTo("done");
  }

  @Test
  void aBrowserThatGoesAwayStopsNothing() throws Exception {
    String id = accepted(30);
    awaitState(id, "\"stage\""); // and closes its connection
    assertThat(client.await(id).path("state").asText()).isEqualTo("done");
  }

  @Test
  void manyWatchOneJob() throws Exception {
    String id = accepted(60);
    ExecutorService threads = Executors.newFixedThreadPool(80); // more than the server has
    try {
      List<Future<JsonNode>> watching = new ArrayList<>();
      for (int i = 0; i < 80; i++) {
        watching.add(threads.submit(() -> client.await(id)));
      }
      for (Future<JsonNode> watcher : watching) {
        assertThat(watcher.get().path("state").asText()).isEqualTo("done");
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void finishedJobsAreThereAfterARestart() throws Exception {
    String id = accepted(2);
    JsonNode before = client.await(id);
    byte[] mp4 = client.bytes("/v1/animations/" + id + "/result.mp4").body();
    server.close();
    begin(TestServers.animating(folder, 2));
    JsonNode list = client.json("/v1/animations").path("animations");
    assertThat(list).hasSize(1);
    assertThat(list.get(0)).isEqualTo(before);
    assertThat(client.bytes("/v1/animations/" + id + "/result.mp4").body()).isEqualTo(mp4);
  }

  @Test
  void whatWasNotFinishedIsToldAfterARestart() throws Exception {
    String runs = accepted(ENDLESS);
    awaitState(runs, "\"stage\":\"denoising\"");
    String waits = accepted(2);
    server.close();
    begin(TestServers.animating(folder, 2));
    for (String id : List.of(runs, waits)) {
      JsonNode job = client.json("/v1/animations/" + id);
      assertThat(job.path("state").asText()).isEqualTo("cancelled");
      assertThat(job.path("problem").asText()).isNotEmpty();
    }
  }

  @Test
  void aKilledServersJobIsCancelled() throws Exception {
    String id = accepted(2);
    client.await(id);
    server.close();
    Path kept = folder.resolve("serve/jobs").resolve(id).resolve("job.json");
    String text = Files.readString(kept);
    Files.writeString(kept, text.replace("\"done\"", "\"running\""));
    Path damaged = Files.createDirectory(folder.resolve("serve/jobs/" + "z".repeat(25)));
    Files.writeString(damaged.resolve("job.json"), "{");
    begin(TestServers.animating(folder, 2));
    assertThat(client.json("/v1/animations").path("animations")).hasSize(1);
    assertThat(client.json("/v1/animations/" + id).path("problem").asText())
        .isEqualTo("The server was stopped before this was done. Ask again.");
    assertThat(damaged).doesNotExist();
    assertThat(kept.resolveSibling("result.mp4")).doesNotExist();
  }

  @Test
  void closingLetsWhatRunsEnd() throws Exception {
    server.close();
    begin(TestServers.animating(folder, 2).grace(Duration.ofMinutes(2)));
    image = client.upload(files.image());
    audio = client.upload(files.audio(3));
    String runs = accepted(20);
    awaitState(runs, "\"stage\":\"denoising\"");
    String waits = accepted(2);
    server.close();
    begin(TestServers.animating(folder, 2));
    assertThat(client.json("/v1/animations/" + runs).path("state").asText()).isEqualTo("done");
    assertThat(client.json("/v1/animations/" + waits).path("state").asText())
        .isEqualTo("cancelled");
  }

  @Test
  void twoServersDoNotShareAFolder() {
    AsvaServerBuilder second = TestServers.animating(folder, 2);
    assertThatThrownBy(second::start)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Another server works in");
    second.animator.close();
  }

  @Test
  void whatTheAnimatorCannotDoIsRefusedAtOnce() throws Exception {
    assertThat(submit(5000).body()).contains("from 1 to 1000");
    HttpResponse<String> unknown =
        client.post(
            "/v1/animations", Map.of("image", image, "audio", audio, "category", "a<script>"));
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(unknown.body()).contains("bell ringing").doesNotContain(folder.toString());
    assertThat(client.post("/v1/animations", Map.of("image", image)).body())
        .contains("The field audio is missing");
    assertThat(
            client
                .post("/v1/animations", Map.of("image", audio, "audio", audio, "category", "x"))
                .body())
        .contains("has no image");
    assertThat(client.post("/v1/animations", Map.of("imagine", image)).body())
        .contains("There is no field \\\"imagine\\\"");
    assertThat(
            client
                .post(
                    "/v1/animations",
                    Map.of("image", image, "audio", audio, "category", "drum beating", "start", 99))
                .body())
        .contains("lasts 3.00 s");
    assertThat(client.json("/v1/animations").path("animations")).isEmpty();
  }
}
