package io.asva.models.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Redirects, tokens, and what a hub links to a file. */
class HubTest extends Downloads {
  private static final String TOKEN = "hf_secret";

  private Downloader withToken(TestServer hub) {
    return downloader(
        Optional.of(new Hub(hub.address(""), Optional.of(TOKEN))), Map.of(), Disk.REAL);
  }

  @Test
  void theTokenStaysWithTheHub() throws IOException {
    TestServer store = serve(exchange -> TestServer.file(exchange, CONTENT));
    TestServer hub =
        serve(
            exchange -> {
              boolean first = exchange.getRequestURI().getPath().equals("/file");
              TestServer.redirect(
                  exchange,
                  first ? 307 : 302,
                  first ? "/renamed" : store.address("/blob?X-Amz-Signature=1").toString());
            });
    withToken(hub).fetch(Download.of(hub.address("/file"), target()), monitor);
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(hub.asked())
        .hasSize(2)
        .allSatisfy(a -> assertThat(a.header("Authorization")).isEqualTo("Bearer " + TOKEN));
    assertThat(store.asked())
        .singleElement()
        .satisfies(a -> assertThat(a.headers()).doesNotContainKey("Authorization"))
        .satisfies(a -> assertThat(a.path()).isEqualTo("/blob?X-Amz-Signature=1"));
  }

  @Test
  void theTokenIsNotShownToOtherServersNorToReaders() throws IOException {
    TestServer hub = serve(exchange -> TestServer.status(exchange, 404));
    TestServer other = serve(exchange -> TestServer.file(exchange, CONTENT));
    withToken(hub).fetch(Download.of(other.address("/file"), target()), monitor);
    assertThat(other.asked().get(0).headers()).doesNotContainKey("Authorization");
    assertThat(new Hub(hub.address(""), Optional.of(TOKEN)).toString()).doesNotContain(TOKEN);
  }

  @Test
  void aTokenThatTheHubDoesNotKnowIsSpokenOf() throws IOException {
    TestServer hub = serve(exchange -> TestServer.status(exchange, 401));
    assertThatThrownBy(
            () -> withToken(hub).fetch(Download.of(hub.address("/file"), target()), monitor))
        .hasMessage(
            hub.address("/file") + " doesn't know the token (401); give a valid one in HF_TOKEN.")
        .hasMessageNotContaining(TOKEN);
  }

  private TestServer linking(TestServer store, byte[] linked, long size) throws IOException {
    Checksum hash = sha256(linked);
    return serve(
        exchange -> {
          exchange.getResponseHeaders().set("X-Linked-ETag", "\"" + hash.hex() + "\"");
          exchange.getResponseHeaders().set("X-Linked-Size", Long.toString(size));
          TestServer.redirect(exchange, 302, store.address("/blob").toString());
        });
  }

  @Test
  void theHashThatTheHubLinksIsChecked() throws IOException {
    TestServer store = serve(exchange -> TestServer.file(exchange, CONTENT));
    TestServer honest = linking(store, CONTENT, CONTENT.length);
    withToken(honest).fetch(Download.of(honest.address("/a"), target()), monitor);
    assertThat(target()).hasBinaryContent(CONTENT);
    TestServer damaged = linking(store, bytes(7), CONTENT.length);
    assertThatThrownBy(
            () ->
                withToken(damaged)
                    .fetch(
                        Download.of(damaged.address("/b"), folder.resolve("other/b.bin")), monitor))
        .hasMessageContaining("gave another file than was published: its hash isn't sha256:");
  }

  @Test
  void whereTheHubLinksAnotherHashThanWasPublishedNothingIsFetched() throws IOException {
    TestServer store = serve(exchange -> TestServer.file(exchange, CONTENT));
    TestServer hub = linking(store, bytes(7), CONTENT.length);
    Download download =
        Download.of(hub.address("/a"), target())
            .expecting(OptionalLong.empty(), Optional.of(sha256(CONTENT)));
    assertThatThrownBy(() -> withToken(hub).fetch(download, monitor))
        .hasMessageContaining("has another file than was published: its hash is ");
    assertThat(target().getParent()).isEmptyDirectory();
  }

  @Test
  void aSizeThatTheHubLinksIsCheckedAsWell() throws IOException {
    TestServer store = serve(exchange -> TestServer.file(exchange, CONTENT));
    TestServer hub = linking(store, CONTENT, 5);
    Download download =
        Download.of(hub.address("/a"), target())
            .expecting(OptionalLong.of(CONTENT.length), Optional.empty());
    assertThatThrownBy(() -> withToken(hub).fetch(download, monitor))
        .hasMessageContaining("one of 5 bytes, not 3000000");
  }

  @Test
  void anotherServersWordOnHashesIsNotTaken() throws IOException {
    TestServer server =
        serve(
            exchange -> {
              exchange.getResponseHeaders().set("X-Linked-Size", "5");
              TestServer.file(exchange, CONTENT);
            });
    fetch(server.address("/file"));
    assertThat(target()).hasBinaryContent(CONTENT);
  }

  @Test
  void redirectsComeToAnEnd() throws IOException {
    TestServer server = serve(exchange -> TestServer.redirect(exchange, 302, "/again"));
    assertThatThrownBy(() -> fetch(server.address("/file")))
        .hasMessageContaining("redirects more than 10 times");
    TestServer elsewhere = serve(exchange -> TestServer.redirect(exchange, 302, "file:///etc/x"));
    assertThatThrownBy(() -> fetch(elsewhere.address("/file")))
        .hasMessageContaining("redirects is \"file:///etc/x\"");
  }

  @Test
  void aTokenThatCannotBeOneIsNotRepeated() {
    assertThatThrownBy(() -> new Hub(Hub.HUGGING_FACE, Optional.of("hf_se cret")))
        .hasMessage(
            "The hub's token (HF_TOKEN) has blanks or other signs that no token has; copy it anew.");
  }

  @Test
  void aHubIsAWebServer() {
    assertThatThrownBy(() -> new Hub(URI.create("hf-mirror.com"), Optional.empty()))
        .hasMessage(
            "The hub's address (HF_ENDPOINT) is \"hf-mirror.com\"; one that begins with https://"
                + " was expected.");
  }
}
