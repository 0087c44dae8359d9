package io.asva.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each route answers as the interface's description says. */
class ContractTest {
  private static AsvaServer server;
  private static Client client;
  private static SampleFiles files;
  private static Contract contract;

  @BeforeAll
  static void start(@TempDir Path empty) throws Exception {
    files = new SampleFiles(empty);
    server =
        TestServers.whole(empty, 2)
            .sample(new io.asva.serve.upload.Sample("A lion", files.image(), "bell ringing"))
            .start();
    server.awaitWarm();
    client = new Client(server.address());
    contract = new Contract(client.json("/v1/openapi.json"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void itDescribesEachRouteAndNoOther() {
    Set<String> routes = new TreeSet<>();
    for (String route : server.routes()) {
      if (!route.equals("GET /") && !route.startsWith("GET /page/")) {
        routes.add(route);
      }
    }
    assertThat(contract.routes()).isEqualTo(routes);
  }

  @Test
  void eachRouteAnswersAsItSays() throws Exception {
    Map<String, HttpResponse<String>> answers = new LinkedHashMap<>();
    for (String path :
        new String[] {
          "/health", "/metrics", "/v1/openapi.json", "/v1/models", "/v1/samples", "/v1/animations"
        }) {
      answers.put("GET " + path, client.get(path));
    }
    answers.put("POST /v1/session", client.post("/v1/session", Map.of("token", "any")));
    HttpResponse<String> image =
        client.post("/v1/uploads", new Multipart().file("file", files.image()));
    answers.put("POST /v1/uploads", image);
    String upload = "/v1/uploads/" + Client.json(image).path("id").asText();
    String video = client.upload(files.video(4));
    Map<String, Object> fields =
        Map.of(
            "image",
            Client.json(image).path("id").asText(),
            "audio",
            video,
            "steps",
            2,
            "category",
            "bell ringing");
    HttpResponse<String> accepted = client.post("/v1/animations", fields);
    answers.put("POST /v1/animations", accepted);
    String id = Client.json(accepted).path("id").asText();
    String one = "/v1/animations/" + id;
    answers.put("GET /v1/animations/{id}/events", client.get(one + "/events"));
    answers.put("GET /v1/animations/{id}", client.get(one));
    answers.put("GET /v1/animations", client.get("/v1/animations"));
    for (String file : new String[] {"/result.mp4", "/result.gif", "/frames.zip"}) {
      answers.put("GET /v1/animations/{id}" + file, client.get(one + file));
    }
    answers.put("GET /v1/animations/{id}/frames/{number}", client.get(one + "/frames/0.png"));
    answers.put("POST /v1/sync", client.post("/v1/sync", Map.of("video", video)));
    answers.put("POST /v1/offset", client.post("/v1/offset", Map.of("video", video)));
    answers.put("GET /v1/uploads/{id}", client.get(upload));
    answers.put("GET /v1/uploads/{id}/file", client.get(upload + "/file"));
    answers.put("DELETE /v1/animations/{id}", client.delete(one));
    answers.put("DELETE /v1/uploads/{id}", client.delete(upload));
    assertThat(answers.keySet()).isEqualTo(contract.routes());
    for (Map.Entry<String, HttpResponse<String>> answer : answers.entrySet()) {
      assertThat(answer.getValue().statusCode())
          .as(answer.getKey() + ": " + answer.getValue().body())
          .isLessThan(300);
      check(answer.getKey(), answer.getValue());
    }
  }

  @Test
  void problemsAreAsItSays() throws Exception {
    String nobody = "0".repeat(25);
    check("GET /v1/animations/{id}", client.get("/v1/animations/" + nobody));
    check("GET /v1/uploads/{id}", client.get("/v1/uploads/" + nobody));
    check("POST /v1/animations", client.post("/v1/animations", Map.of()));
    check("POST /v1/uploads", client.post("/v1/uploads", Map.of("file", "x")));
    check("POST /v1/sync", client.post("/v1/sync", Map.of("video", nobody)));
    HttpResponse<String> wrong = client.get("/v1/animations/" + nobody);
    assertThat(wrong.statusCode()).isEqualTo(404);
    assertThat(wrong.body()).contains("There is no such animation");
  }

  @Test
  void anAnswerThatIsNotAsItSaysIsSeen() throws Exception {
    JsonNode schema = new ObjectMapper().readTree("{\"$ref\": \"#/components/schemas/Health\"}");
    ObjectNode answer = new ObjectMapper().createObjectNode().put("status", "up");
    assertThat(contract.violations(schema, answer)).isEmpty();
    assertThat(contract.violations(schema, answer.put("more", 1))).isNotEmpty();
  }

  private static void check(String route, HttpResponse<String> answer) throws Exception {
    String[] words = route.split(" ", -1);
    contract.check(words[0], words[1], answer);
  }
}
