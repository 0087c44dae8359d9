package io.asva.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.asva.media.MediaFile;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clip from its files to its files. */
class AnimationsTest {
  private static AsvaServer server;
  private static Client client;
  private static SampleFiles files;
  private static Path folder;

  @BeforeAll
  static void start(@TempDir Path empty) throws Exception {
    folder = empty;
    server = TestServers.animating(empty, 4).start();
    server.awaitWarm();
    client = new Client(server.address());
    files = new SampleFiles(empty);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Multipart form() throws Exception {
    return new Multipart()
        .file("image", files.image())
        .file("audio", files.audio(5))
        .field("category", "bell ringing")
        .field("preset", "fast")
        .field("steps", 3);
  }

  private static JsonNode done(HttpResponse<String> accepted) throws Exception {
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    JsonNode job = client.await(Client.json(accepted).path("id").asText());
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
    return job;
  }

  @Test
  void aFormBecomesAClip() throws Exception {
    HttpResponse<String> accepted = client.post("/v1/animations", form().field("seed", 7));
    assertThat(accepted.headers().firstValue("Location"))
        .contains("/v1/animations/" + Client.json(accepted).path("id").asText());
    JsonNode job = done(accepted);
    assertThat(job.path("asked").path("image").asText()).isEqualTo("lion.png");
    assertThat(job.path("asked").path("seed").asLong()).isEqualTo(7);
    assertThat(job.path("result").path("frames").asInt()).isEqualTo(12);
    assertThat(job.path("result").path("width").asInt()).isEqualTo(16);
    assertThat(job.path("result").path("waveform")).hasSizeGreaterThan(100);
    String place = "/v1/animations/" + job.path("id").asText();
    Path mp4 = folder.resolve("out.mp4");
    Files.write(mp4, client.bytes(place + "/result.mp4").body());
    assertThat(MediaFile.open(mp4).requireVideoTrack().width()).isEqualTo(16);
    assertThat(MediaFile.open(mp4).requireAudioTrack().seconds()).isBetween(1.9, 2.1);
    assertThat(client.bytes(place + "/result.gif").body()).startsWith('G', 'I', 'F');
    assertThat(client.bytes(place + "/frames/11.png").body()).startsWith(0x89, 'P', 'N', 'G');
    assertThat(client.get(place + "/frames/12.png").statusCode()).isEqualTo(404);
    assertThat(client.bytes(place + "/frames.zip").body()).startsWith('P', 'K');
  }

  @Test
  void uploadsAreUsedByTheirIds() throws Exception {
    String image = client.upload(files.image());
    String audio = client.upload(files.audio(5));
    Map<String, Object> fields =
        Map.of("image", image, "audio", audio, "category", "bell ringing", "steps", 2);
    JsonNode first = done(client.post("/v1/animations", fields));
    JsonNode second = done(client.post("/v1/animations", fields));
    assertThat(mp4(first)).as("the same request").isEqualTo(mp4(second));
    assertThat(client.delete("/v1/uploads/" + image).statusCode()).isEqualTo(204);
    assertThat(client.post("/v1/animations", fields).statusCode()).isEqualTo(422);
  }

  private static byte[] mp4(JsonNode job) throws Exception {
    return client.bytes("/v1/animations/" + job.path("id").asText() + "/result.mp4").body();
  }

  @Test
  void theAudioIsTakenFromItsStart() throws Exception {
    JsonNode quiet = done(client.post("/v1/animations", form().field("start", 0.25)));
    JsonNode loud = done(client.post("/v1/animations", form().field("start", 2.75)));
    assertThat(loudest(quiet)).isBetween(0.05, 0.15);
    assertThat(loudest(loud)).isBetween(0.7, 0.9);
  }

  private static double loudest(JsonNode job) {
    double loudest = 0;
    for (JsonNode peak : job.path("result").path("waveform")) {
      loudest = Math.max(loudest, peak.asDouble());
    }
    return loudest;
  }

  @Test
  void aVideoGivesImageAndAudio() throws Exception {
    String video = client.upload(files.video(3));
    done(
        client.post(
            "/v1/animations",
            Map.of(
                "image",
                video,
                "audio",
                video,
                "start",
                0.5,
                "category",
                "bell ringing",
                "steps",
                2)));
  }

  @Test
  void eventsTellOfTheStagesInTheirOrder() throws Exception {
    HttpResponse<String> accepted =
        client.post("/v1/animations", form().field("steps", 300).field("seed", 1));
    assertThat(accepted.statusCode()).isEqualTo(400); // steps is given twice
    accepted =
        client.post(
            "/v1/animations",
            new Multipart()
                .file("image", files.image())
                .file("audio", files.audio(5))
                .field("category", "bell ringing")
                .field("steps", 60));
    List<JsonNode> events = client.events(Client.json(accepted).path("id").asText());
    assertThat(events.stream().map(e -> e.path("state").asText()).distinct())
        .containsSubsequence("running", "done");
    assertThat(events.stream().filter(e -> e.path("stage").asText().equals("denoising")))
        .isNotEmpty()
        .allSatisfy(e -> assertThat(e.path("total").asInt()).isEqualTo(61))
        .allSatisfy(e -> assertThat(e.path("seconds_left").isNumber()).isTrue());
  }

  @Test
  void partsOfAVideoAreSentAsPlayersAsk() throws Exception {
    JsonNode job = done(client.post("/v1/animations", form()));
    byte[] whole = mp4(job);
    String place = "/v1/animations/" + job.path("id").asText() + "/result.mp4";
    HttpResponse<byte[]> part = client.bytes(place, "Range", "bytes=10-19");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 10-19/" + whole.length);
    assertThat(part.body()).isEqualTo(java.util.Arrays.copyOfRange(whole, 10, 20));
    assertThat(client.bytes(place, "Range", "bytes=-4").body())
        .isEqualTo(java.util.Arrays.copyOfRange(whole, whole.length - 4, whole.length));
    assertThat(client.bytes(place, "Range", "bytes=99999999-").statusCode()).isEqualTo(416);
  }

  @Test
  void aRemovedClipIsGone() throws Exception {
    JsonNode job = done(client.post("/v1/animations", form()));
    String place = "/v1/animations/" + job.path("id").asText();
    assertThat(client.delete(place).statusCode()).isEqualTo(204);
    assertThat(client.get(place).statusCode()).isEqualTo(404);
    assertThat(client.get(place + "/result.mp4").statusCode()).isEqualTo(404);
  }
}
