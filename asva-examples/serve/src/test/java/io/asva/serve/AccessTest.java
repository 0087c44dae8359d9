package io.asva.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is answered. */
class AccessTest {
  private static final String TOKEN = "a-secret-of-the-tests";

  private static AsvaServer open;
  private static AsvaServer closed;

  @BeforeAll
  static void start(@TempDir Path one, @TempDir Path other) {
    open = TestServers.animating(one, 1).start();
    closed = TestServers.animating(other, 1).token(TOKEN).name("Asva.Example").start();
  }

  @AfterAll
  static void stop() {
    open.close();
    closed.close();
  }

  private static RawAnswer raw(AsvaServer server, String... headers) throws Exception {
    return RawAnswer.to(server, "GET /v1/models HTTP/1.1", headers);
  }

  @Test
  void aHostOfAnotherNameIsRefused() throws Exception {
    assertThat(raw(open, "Host: evil.example").status()).isEqualTo(421);
    assertThat(raw(open, "Host: 127.0.0.1.evil.example").status()).isEqualTo(421);
    assertThat(raw(open, "Host: evil.example:80").body()).contains("not known by the name");
    assertThat(raw(open, "Host: localhost").status()).isEqualTo(200);
    assertThat(raw(open, "Host: 127.0.0.1:8080").status()).isEqualTo(200);
    assertThat(raw(open, "Host: [::1]:8080").status()).isEqualTo(200);
    assertThat(raw(closed, "Host: asva.example", "Authorization: Bearer " + TOKEN).status())
        .isEqualTo(200);
    assertThat(raw(open, "Host: asva.example").status()).isEqualTo(421);
  }

  @Test
  void aPageOfAnotherOriginIsRefused() throws Exception {
    assertThat(raw(open, "Host: localhost", "Origin: http://evil.example").status()).isEqualTo(403);
    assertThat(raw(open, "Host: localhost", "Origin: null").status()).isEqualTo(403);
    assertThat(raw(open, "Host: localhost:1", "Origin: http://localhost:2").status())
        .isEqualTo(403);
    assertThat(raw(open, "Host: localhost:1", "Origin: http://localhost:1").status())
        .isEqualTo(200);
    assertThat(raw(open, "Host: localhost", "Sec-Fetch-Site: cross-site").status()).isEqualTo(403);
    assertThat(raw(open, "Host: localhost", "Sec-Fetch-Site: same-origin").status()).isEqualTo(200);
  }

  @Test
  void aLinkFromElsewhereLeadsToThePage() throws Exception {
    assertThat(
            RawAnswer.to(
                    open,
                    "GET / HTTP/1.1",
                    "Host: localhost",
                    "Sec-Fetch-Site: cross-site",
                    "Sec-Fetch-Mode: navigate")
                .status())
        .isEqualTo(200);
  }

  @Test
  void nothingOfAnybodysIsToldWithoutTheToken() throws Exception {
    Client client = new Client(closed.address());
    for (String route : closed.routes()) {
      String[] words = route.split(" ", -1);
      String path = words[1].replace("{id}", "0".repeat(25)).replace("{number}", "0");
      HttpResponse<String> answer =
          client.send(
              client
                  .request(path)
                  .method(words[0], java.net.http.HttpRequest.BodyPublishers.noBody()));
      boolean everybodys =
          path.equals("/")
              || path.startsWith("/page/")
              || path.equals("/health")
              || path.equals("/v1/openapi.json")
              || path.equals("/v1/session");
      assertThat(answer.statusCode() == 401)
          .as(route + " " + answer.statusCode())
          .isNotEqualTo(everybodys);
    }
    assertThat(client.get("/v1/nothing").statusCode()).isEqualTo(401);
  }

  @Test
  void theTokenOpensAndAnotherDoesNot() throws Exception {
    assertThat(
            new Client(closed.address(), "Authorization", "Bearer " + TOKEN)
                .get("/v1/models")
                .statusCode())
        .isEqualTo(200);
    HttpResponse<String> other =
        new Client(closed.address(), "Authorization", "Bearer another-secret-of-tests")
            .get("/v1/models");
    assertThat(other.statusCode()).isEqualTo(401);
    assertThat(other.body()).doesNotContain(TOKEN);
  }

  @Test
  void aSessionStandsForTheToken() throws Exception {
    Client client = new Client(closed.address());
    assertThat(client.post("/v1/session", Map.of("token", "wrong")).statusCode()).isEqualTo(401);
    HttpResponse<String> begun = client.post("/v1/session", Map.of("token", TOKEN));
    assertThat(begun.statusCode()).isEqualTo(204);
    String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(TOKEN);
    Client known = new Client(closed.address(), "Cookie", cookie.replaceFirst(";.*", ""));
    assertThat(known.get("/v1/models").statusCode()).isEqualTo(200);
  }

  @Test
  void anAddressThatOthersReachNeedsAToken(@TempDir Path folder) {
    AsvaServerBuilder builder = TestServers.animating(folder, 1).host("0.0.0.0");
    assertThatThrownBy(builder::start)
        .isInstanceOf(ServeException.class)
        .hasMessageContaining("other machines can reach the server, so it needs a token");
    builder.animator.close();
    assertThatThrownBy(() -> AsvaServer.builder(builder.animator).token("short"))
        .hasMessageContaining("16 characters or more");
  }

  @Test
  void answersCarryTheirRestrictions() throws Exception {
    HttpResponse<String> page = new Client(open.address()).get("/");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(page.headers().firstValue("Server")).isEmpty();
  }
}
