package io.asva.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are sent, also by those who mean no good. */
class UploadsTest {
  private static final long MOST = 1_000_000;

  private final Path folder;
  private final SampleFiles files;
  private AsvaServer server;
  private Client client;

  UploadsTest(@TempDir Path folder) {
    this.folder = folder;
    this.files = new SampleFiles(folder);
  }

  @BeforeEach
  void start() {
    server =
        TestServers.animating(folder, 1).mostBytes(MOST).idleTimeout(Duration.ofSeconds(2)).start();
    client = new Client(server.address());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<Path> kept() throws Exception {
    try (Stream<Path> all = Files.walk(folder.resolve("serve"))) {
      return all.filter(Files::isRegularFile).filter(file -> !file.endsWith("lock")).toList();
    }
  }

  private HttpResponse<String> send(String name, byte[] content) throws Exception {
    return client.post("/v1/uploads", new Multipart().file("file", name, content));
  }

  @Test
  void kindsAreToldByTheirContent() throws Exception {
    byte[] image = Files.readAllBytes(files.image());
    JsonNode told = Client.json(send("roar.wav", image));
    assertThat(told.path("kind").asText()).isEqualTo("image");
    assertThat(told.path("width").asInt()).isEqualTo(24);
    assertThat(told.has("seconds")).isFalse();
    told = Client.json(send("lion.png", Files.readAllBytes(files.audio(3))));
    assertThat(told.path("kind").asText()).isEqualTo("audio");
    assertThat(told.path("seconds").asDouble()).isBetween(2.99, 3.01);
    assertThat(told.path("waveform").get(10).asDouble()).isBetween(0.05, 0.15);
    told = Client.json(send("x", Files.readAllBytes(files.video(2))));
    assertThat(told.path("kind").asText()).isEqualTo("video");
    assertThat(told.path("height").asInt()).isEqualTo(64);
  }

  @Test
  void namesNeverReachTheDisk() throws Exception {
    byte[] image = Files.readAllBytes(files.image());
    for (String name :
        List.of("../../../etc/passwd", "..\\..\\boot.ini", "/etc/shadow", "....//x", "..")) {
      HttpResponse<String> answer = send(name.replace("\\", "\\\\"), image);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      assertThat(Client.json(answer).path("name").asText()).doesNotContain("/", "\\", "..");
    }
    assertThat(kept()).hasSize(5).allMatch(f -> f.getFileName().toString().matches("[0-9a-z]{25}"));
    for (String path :
        List.of(
            "/v1/uploads/..%2F..%2Flock",
            "/v1/uploads/%2e%2e",
            "/v1/animations/..%2fx/result.mp4",
            "/page/..%2findex.html",
            "/page/../../x",
            "/v1/animations/" + "0".repeat(25) + "/frames/..%2f0.png")) {
      assertThat(client.get(path).statusCode()).as(path).isIn(400, 404);
    }
  }

  @Test
  void aNameIsTextAndNothingElse() throws Exception {
    byte[] image = Files.readAllBytes(files.image());
    HttpResponse<String> answer = send("<script>alert(1)</script>.png", image);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(Client.json(answer).path("name").asText()).isEqualTo("script>.png");
    answer = send("<img src=x onerror=alert(1)>.png", image);
    assertThat(Client.json(answer).path("name").asText())
        .isEqualTo("<img src=x onerror=alert(1)>.png");
  }

  @Test
  void aPageThatIsSentIsNeverShownAsOne() throws Exception {
    byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> answer = send("lion.png", page);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Client.json(answer).path("detail").asText()).contains("\"lion.png\"");
    assertThat(answer.body()).doesNotContain(folder.toString());
    assertThat(kept()).isEmpty();
  }

  @Test
  void aWrongFileIsToldByItsNameAndGone() throws Exception {
    byte[] damaged = Files.readAllBytes(files.video(2));
    HttpResponse<String> answer =
        send("holiday.mp4", java.util.Arrays.copyOf(damaged, damaged.length / 3));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("holiday.mp4").doesNotContain(folder.toString());
    assertThat(send("empty.png", new byte[0]).body()).contains("\\\"empty.png\\\" is empty");
    assertThat(kept()).isEmpty();
  }

  @Test
  void aFileOverTheLimitIsRefusedBeforeItIsRead() throws Exception {
    RawAnswer answer =
        RawAnswer.to(
            server,
            "POST /v1/uploads HTTP/1.1",
            "Host: localhost",
            "Content-Type: " + Multipart.type(),
            "Content-Length: 5000000000");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("larger than the 1 MB");
    assertThat(kept()).isEmpty();
  }

  @Test
  void aFileWithoutALengthEndsAtTheLimit() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /v1/uploads HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                  + Multipart.type()
                  + "\r\nTransfer-Encoding: chunked\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      byte[] head =
          ("--"
                  + Multipart.BOUNDARY
                  + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII);
      chunk(out, head);
      int sent = 0;
      try {
        for (; sent < 200; sent++) {
          chunk(out, new byte[100_000]);
        }
      } catch (java.io.IOException e) {
        assertThat(sent).as("the server has stopped reading").isLessThan(200);
        return;
      }
      assertThat(RawAnswer.read(socket.getInputStream()).status()).isEqualTo(413);
    }
  }

  private static void chunk(OutputStream out, byte[] bytes) throws Exception {
    out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Test
  void whoSendsNothingIsNotWaitedFor() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /v1/uploads HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                  + Multipart.type()
                  + "\r\nContent-Length: 1000\r\n\r\n--")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      RawAnswer answer = RawAnswer.read(socket.getInputStream());
      assertThat(answer.status()).isEqualTo(408);
    }
    assertThat(kept()).isEmpty();
    assertThat(client.get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void anImageOfManyPixelsIsRefusedByItsHeader() throws Exception {
    HttpResponse<String> answer = send("bomb.png", png(60_000, 60_000));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("bomb.png").contains("60000");
    assertThat(kept()).isEmpty();
  }

  /** A PNG of a few bytes that says that it is as large. */
  private static byte[] png(int width, int height) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer header = ByteBuffer.allocate(17);
    header.put("IHDR".getBytes(StandardCharsets.US_ASCII));
    header.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.array());
    out.write(ByteBuffer.allocate(4).putInt(13).array());
    out.write(header.array());
    out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    out.write(ByteBuffer.allocate(4).putInt(0).array());
    out.write("IDAT".getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[] {0x35, (byte) 0xaf, 0x06, 0x1e});
    return out.toByteArray();
  }

  @Test
  void audioThatIsTooLongIsRefused() throws Exception {
    HttpResponse<String> answer =
        client.post("/v1/uploads", new Multipart().file("file", "a.wav", longWav()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(answer.body()).contains("more than 60 s");
  }

  /** 90 s at 4 kHz. */
  private static byte[] longWav() {
    int bytes = 90 * 4000 * 2;
    ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(4000).putInt(8000);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    return wav.array();
  }

  @Test
  void uploadsGoWhenTheServerEnds() throws Exception {
    client.upload(files.image());
    assertThat(kept()).hasSize(1);
    server.close();
    assertThat(kept()).isEmpty();
  }
}
