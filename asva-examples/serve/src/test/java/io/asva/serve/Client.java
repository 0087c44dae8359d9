package io.asva.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A program that uses the interface. */
final class Client {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;
  private final List<String> headers;

  Client(URI address, String... headers) {
    this.address = address;
    this.headers = List.of(headers);
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    return request;
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  HttpResponse<byte[]> bytes(String path, String... more) throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path);
    for (int i = 0; i < more.length; i += 2) {
      request.header(more[i], more[i + 1]);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE());
  }

  HttpResponse<String> post(String path, Multipart form) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", Multipart.type())
            .POST(HttpRequest.BodyPublishers.ofByteArray(form.body())));
  }

  HttpResponse<String> post(String path, Map<String, ?> fields)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(fields))));
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response);
  }

  /** The id of a file that is sent. */
  String upload(Path file) throws IOException, InterruptedException {
    HttpResponse<String> response = post("/v1/uploads", new Multipart().file("file", file));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return json(response).path("id").asText();
  }

  /** The events of a job, until it is over. */
  List<JsonNode> events(String id) throws IOException, InterruptedException {
    HttpResponse<String> response = get("/v1/animations/" + id + "/events");
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    return response
        .body()
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> parsed(line.substring("data: ".length())))
        .toList();
  }

  /** A job when it is over. */
  JsonNode await(String id) throws IOException, InterruptedException {
    List<JsonNode> events = events(id);
    return events.get(events.size() - 1);
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }
}
