package io.asva.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many who ask at once, of whom half change their minds and some send what is no file. */
class LoadTest {
  private static final long MEGABYTE = 1 << 20;

  private final Path folder;
  private final SampleFiles files;

  LoadTest(@TempDir Path folder) {
    this.folder = folder;
    this.files = new SampleFiles(folder);
  }

  @Test
  void fourClientsLoseNothing() throws Exception {
    load(4, 5);
  }

  @Test
  @Tag("soak")
  void fiftyClientsLoseNothingAndTakeNoMoreMemory() throws Exception {
    load(50, 20);
  }

  private void load(int clients, int requests) throws Exception {
    try (AsvaServer server =
        TestServers.animating(folder, clients).grace(Duration.ofMinutes(1)).start()) {
      server.awaitWarm();
      Client client = new Client(server.address());
      String image = client.upload(files.image());
      String audio = client.upload(files.audio(3));
      Map<String, String> ends = new ConcurrentHashMap<>();
      Path wrong = Files.writeString(folder.resolve("wrong.wav"), "no sound");
      long before = round(server, clients, requests / 2, image, audio, wrong, ends);
      long after = round(server, clients, requests - requests / 2, image, audio, wrong, ends);
      System.out.println(
          clients + " clients: " + ends.size() + " clips, heap " + before + " then " + after);
      assertThat(after).as("bytes after as many again").isLessThan(before + 24 * MEGABYTE);
      Set<String> listed = new HashSet<>();
      for (JsonNode job : client.json("/v1/animations").path("animations")) {
        listed.add(job.path("id").asText());
        assertThat(job.path("state").asText()).isEqualTo(ends.get(job.path("id").asText()));
      }
      assertThat(listed).isEqualTo(ends.keySet());
      assertThat(ends.values()).contains("done", "cancelled");
      assertThat(client.get("/metrics").body())
          .contains("asva_jobs_unfinished 0")
          .doesNotContain("status=\"5xx\"");
    }
    try (var left = Files.list(folder.resolve("serve"))) {
      assertThat(left.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder("jobs", "lock");
    }
  }

  /** Has all clients ask so often; the bytes of the heap afterwards. */
  private static long round(
      AsvaServer server,
      int clients,
      int requests,
      String image,
      String audio,
      Path wrong,
      Map<String, String> ends)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int number = i;
        all.add(
            threads.submit(
                () -> {
                  Client client = new Client(server.address());
                  for (int k = 0; k < requests; k++) {
                    ask(client, number * requests + k, image, audio, wrong, ends);
                  }
                  return number;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void ask(
      Client client, int number, String image, String audio, Path wrong, Map<String, String> ends)
      throws Exception {
    if (number % 10 == 9) {
      HttpResponse<String> refused =
          client.post(
              "/v1/animations",
              new Multipart().field("image", image).file("audio", wrong).field("text", "x"));
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
      return;
    }
    HttpResponse<String> accepted =
        client.post(
            "/v1/animations",
            Map.of("image", image, "audio", audio, "category", "bell ringing", "steps", 2));
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    String id = Client.json(accepted).path("id").asText();
    if (number % 2 == 0) {
      assertThat(client.delete("/v1/animations/" + id).statusCode()).isIn(202, 204);
      HttpResponse<String> gone = client.get("/v1/animations/" + id);
      if (gone.statusCode() == 404) {
        return; // it was done before, and so was removed
      }
    }
    ends.put(id, client.await(id).path("state").asText());
  }
}
